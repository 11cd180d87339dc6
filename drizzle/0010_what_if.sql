CREATE TABLE "what_if" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"status" text NOT NULL,
	"picked" json NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	"taken_by" uuid,
	CONSTRAINT "what_if_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "what_if_result" (
	"workspace_id" uuid NOT NULL,
	"what_if_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"verdict" text,
	"line" "bytea",
	"detail" "bytea",
	"tries" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "what_if_result_workspace_id_what_if_id_run_id_pk" PRIMARY KEY("workspace_id","what_if_id","run_id")
);
--> statement-breakpoint
ALTER TABLE "what_if" ADD CONSTRAINT "what_if_flow" FOREIGN KEY ("workspace_id","flow_id") REFERENCES "public"."flow"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "what_if" ADD CONSTRAINT "what_if_version" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."version"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "what_if_result" ADD CONSTRAINT "what_if_result_of" FOREIGN KEY ("workspace_id","what_if_id") REFERENCES "public"."what_if"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "what_if_running" ON "what_if" USING btree ("id") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "what_if_of_flow" ON "what_if" USING btree ("workspace_id","flow_id","id");--> statement-breakpoint
CREATE INDEX "what_if_age" ON "what_if" USING btree ("created_at");
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['what_if', 'what_if_result'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace())', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Workers of all workspaces find what is to be tried, take it, and forget what is old. What came of it they do not see.
CREATE POLICY engine ON what_if TO kaos_engine USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, UPDATE (taken_by), DELETE ON what_if TO kaos_engine;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (status, finished_at), DELETE ON what_if TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (verdict, line, detail, tries) ON what_if_result TO kaos_app;
