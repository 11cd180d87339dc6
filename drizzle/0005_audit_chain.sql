CREATE TABLE "audit_pending" (
	"workspace_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	CONSTRAINT "audit_pending_workspace_id_event_id_pk" PRIMARY KEY("workspace_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "audit_checkpoint" ALTER COLUMN "at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "sealed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "audit_checkpoint" ADD COLUMN "after" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "audit_checkpoint" ADD COLUMN "key_id" text NOT NULL;--> statement-breakpoint
CREATE INDEX "run_unsealed" ON "run" USING btree ("workspace_id","id") WHERE finished_at is not null and sealed_at is null;--> statement-breakpoint
CREATE INDEX "audit_event_action" ON "audit_event" USING btree ("workspace_id","action","id");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_event_run_sealed" ON "audit_event" USING btree ("workspace_id","resource_id") WHERE action = 'run.sealed';
--> statement-breakpoint
-- Every event is owed a link from the moment it is written, whoever writes it. Runs as the writer.
CREATE FUNCTION owe_audit_link() RETURNS trigger LANGUAGE plpgsql SET search_path = public
  AS $$ BEGIN INSERT INTO audit_pending (workspace_id, event_id) VALUES (NEW.workspace_id, NEW.id); RETURN NULL; END $$;
--> statement-breakpoint
CREATE TRIGGER audit_event_owed AFTER INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION owe_audit_link();
--> statement-breakpoint
-- Events of before there was a chain are owed one too. Forced row security would hide them from an owner who is no superuser.
ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
INSERT INTO audit_pending (workspace_id, event_id) SELECT workspace_id, id FROM audit_event;
--> statement-breakpoint
ALTER TABLE audit_event FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE audit_pending ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON audit_pending TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY record ON audit_pending FOR INSERT TO kaos_auth WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY engine ON audit_pending FOR SELECT TO kaos_engine USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON audit_pending TO kaos_app;
--> statement-breakpoint
GRANT INSERT ON audit_pending TO kaos_auth;
--> statement-breakpoint
-- Two ids, to know which workspaces have something to seal, and nothing of what happened there.
GRANT SELECT ON audit_pending TO kaos_engine;
--> statement-breakpoint
GRANT UPDATE (sealed_at) ON run TO kaos_app;
