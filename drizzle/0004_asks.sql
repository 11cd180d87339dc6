CREATE TABLE "ask" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"detail" json NOT NULL,
	"taken_by" uuid,
	"answer" json,
	"problem" json,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp with time zone,
	CONSTRAINT "ask_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "wait" ADD COLUMN "tell" text;--> statement-breakpoint
ALTER TABLE "ask" ADD CONSTRAINT "ask_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ask_open" ON "ask" USING btree ("id") WHERE taken_by is null;--> statement-breakpoint
CREATE INDEX "wait_telling" ON "wait" USING btree ("id") WHERE tell is not null;--> statement-breakpoint
ALTER TABLE ask ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON ask TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY engine ON ask TO kaos_engine USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT ON ask TO kaos_app;
--> statement-breakpoint
GRANT SELECT, UPDATE (taken_by, answer, problem, answered_at), DELETE ON ask TO kaos_engine;
--> statement-breakpoint
GRANT UPDATE (tell) ON wait TO kaos_app;
