-- A run that is moved has its new version and whether it tidies up written as one (server/services/versions/move-runs.ts).
GRANT UPDATE (tidies) ON run TO kaos_app;
