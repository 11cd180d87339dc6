CREATE TABLE "lane" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"paused_at" timestamp with time zone,
	"most" integer,
	"priority" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "lane_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "turn" (
	"run_id" uuid NOT NULL,
	"step" text NOT NULL,
	"workspace_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"worker_id" uuid NOT NULL,
	CONSTRAINT "turn_run_id_step_pk" PRIMARY KEY("run_id","step")
);
--> statement-breakpoint
DROP INDEX "run_queued";--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "continues_run_id" uuid;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "from_step" text;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "priority" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "held" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "worker" ADD COLUMN "leaving_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lane" ADD CONSTRAINT "lane_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turn" ADD CONSTRAINT "turn_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "turn_of_connection" ON "turn" USING btree ("workspace_id","connection_id");--> statement-breakpoint
CREATE INDEX "run_held" ON "run" USING btree ("flow_id","priority" DESC NULLS LAST,"created_at") WHERE status = 'queued' and held;--> statement-breakpoint
CREATE INDEX "run_cancelling" ON "run" USING btree ("cancel_requested_at") WHERE cancel_requested_at is not null and finished_at is null;--> statement-breakpoint
CREATE INDEX "wait_turn" ON "wait" USING btree (("result"->>'connectionId'),"id") WHERE kind = 'turn' and fired_at is null;--> statement-breakpoint
CREATE INDEX "run_queued" ON "run" USING btree ("workspace_id","priority" DESC NULLS LAST,"created_at") WHERE status = 'queued' and not held;
--> statement-breakpoint
ALTER TABLE lane ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON lane TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY engine ON lane TO kaos_engine USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON lane TO kaos_app;
--> statement-breakpoint
GRANT SELECT ON lane TO kaos_engine;
--> statement-breakpoint
-- A paused flow goes on: its runs are let back into the queue (server/services/lanes/change-lane.ts).
GRANT UPDATE (held, priority) ON run TO kaos_app;
--> statement-breakpoint
-- A waiting run is moved to another version with an event in its journal (server/services/versions/move-runs.ts).
GRANT UPDATE (version_id, next_seq) ON run TO kaos_app;
--> statement-breakpoint
GRANT INSERT ON journal TO kaos_app;
--> statement-breakpoint
-- Without it an event could be planted in the journal of another workspace's run: the engine reads journals by run alone.
CREATE POLICY own_run ON journal AS RESTRICTIVE FOR INSERT TO kaos_app
  WITH CHECK (EXISTS (SELECT FROM run WHERE run.workspace_id = current_workspace() AND run.id = journal.run_id));
--> statement-breakpoint
ALTER TABLE turn ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON turn TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY engine ON turn TO kaos_engine USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT ON turn TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON turn TO kaos_engine;
