-- An admin may ask others when nobody who was asked can decide any more (server/services/approvals/reassign.ts).
GRANT UPDATE (request) ON wait TO kaos_app;
