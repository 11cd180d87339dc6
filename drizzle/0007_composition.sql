CREATE TABLE "callback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"step" text NOT NULL,
	"config" json NOT NULL,
	"connection_id" uuid,
	"result" json,
	"received_at" timestamp with time zone,
	CONSTRAINT "callback_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "end_owed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "callback" ADD CONSTRAINT "callback_run" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."run"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "callback_once" ON "callback" USING btree ("run_id","step");--> statement-breakpoint
CREATE INDEX "run_end_owed" ON "run" USING btree ("id") WHERE end_owed;--> statement-breakpoint
CREATE INDEX "run_called" ON "run" USING btree ((started_by->>'runId')) WHERE started_by->>'kind' in ('call', 'failure');--> statement-breakpoint
ALTER TABLE callback ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON callback TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
-- The engine reads what came, as it reads how other waits ended; answering is the tenant's.
CREATE POLICY engine ON callback FOR SELECT TO kaos_engine USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (result, received_at) ON callback TO kaos_app;
--> statement-breakpoint
GRANT SELECT ON callback TO kaos_engine;
