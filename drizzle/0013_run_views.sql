CREATE TABLE "run_view" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"owner_id" uuid,
	"name" text NOT NULL,
	"filter" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_view_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "run_view" ADD CONSTRAINT "run_view_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_view" ADD CONSTRAINT "run_view_owner" FOREIGN KEY ("workspace_id","owner_id") REFERENCES "public"."membership"("workspace_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_view_owned" ON "run_view" USING btree ("workspace_id","owner_id");--> statement-breakpoint
CREATE INDEX "run_by_member" ON "run" USING btree ("workspace_id",(started_by->>'userId'),"id") WHERE started_by->>'kind' = 'member';
--> statement-breakpoint
ALTER TABLE run_view ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON run_view TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON run_view TO kaos_app;
