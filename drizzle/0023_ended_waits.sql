-- Until a while ago a run that ended in the write that opened a wait left that wait open: its question stayed on the desk for ever.
-- What row security hides from the owner is to be seen for as long as this takes.
ALTER TABLE run NO FORCE ROW LEVEL SECURITY;
ALTER TABLE wait NO FORCE ROW LEVEL SECURITY;
UPDATE wait SET closed_at = now(), fired_at = coalesce(wait.fired_at, now()), tell = NULL
FROM run
WHERE run.workspace_id = wait.workspace_id AND run.id = wait.run_id AND run.finished_at IS NOT NULL AND wait.closed_at IS NULL;
ALTER TABLE run FORCE ROW LEVEL SECURITY;
ALTER TABLE wait FORCE ROW LEVEL SECURITY;
