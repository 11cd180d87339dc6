CREATE TABLE "unsealed_run" (
	"workspace_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"events" integer,
	"digest" text,
	CONSTRAINT "unsealed_run_workspace_id_run_id_pk" PRIMARY KEY("workspace_id","run_id")
);
--> statement-breakpoint
-- What was owed so far is owed on. The policy `keeper` lets the owner see every run.
INSERT INTO unsealed_run (workspace_id, run_id) SELECT workspace_id, id FROM run WHERE finished_at IS NOT NULL AND sealed_at IS NULL;
--> statement-breakpoint
DROP INDEX "run_unsealed";--> statement-breakpoint
ALTER TABLE "run" DROP COLUMN "sealed_at";--> statement-breakpoint
ALTER TABLE unsealed_run ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON unsealed_run TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY engine ON unsealed_run TO kaos_engine USING (true) WITH CHECK (true);
--> statement-breakpoint
-- Seals are written by the hundred: what they owe is noted once a statement, not once a row. Runs as the writer.
DROP TRIGGER audit_event_owed ON audit_event;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION owe_audit_link() RETURNS trigger LANGUAGE plpgsql SET search_path = public
  AS $$ BEGIN INSERT INTO audit_pending (workspace_id, event_id) SELECT workspace_id, id FROM written; RETURN NULL; END $$;
--> statement-breakpoint
CREATE TRIGGER audit_event_owed AFTER INSERT ON audit_event REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION owe_audit_link();
--> statement-breakpoint
-- Who ends a run writes it, the sealer of its workspace takes it away.
GRANT SELECT, INSERT ON unsealed_run TO kaos_engine;
--> statement-breakpoint
GRANT SELECT, DELETE ON unsealed_run TO kaos_app;
