CREATE TABLE "comment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"body" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "comment_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "comment_thread" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"node_id" text,
	"node_label" text DEFAULT '' NOT NULL,
	"x" integer,
	"y" integer,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolved_by" uuid,
	CONSTRAINT "comment_thread_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"comment_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notification_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "draft" ADD COLUMN "base_state" "bytea";--> statement-breakpoint
ALTER TABLE "draft" ADD COLUMN "base_seq" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "draft_update" ADD COLUMN "span" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "draft_update" ADD COLUMN "began_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "version" ADD COLUMN "draft_seq" bigint;--> statement-breakpoint
ALTER TABLE "comment" ADD CONSTRAINT "comment_thread" FOREIGN KEY ("workspace_id","thread_id") REFERENCES "public"."comment_thread"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comment_thread" ADD CONSTRAINT "comment_thread_flow" FOREIGN KEY ("workspace_id","flow_id") REFERENCES "public"."flow"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification" ADD CONSTRAINT "notification_comment" FOREIGN KEY ("workspace_id","comment_id") REFERENCES "public"."comment"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comment_of_thread" ON "comment" USING btree ("workspace_id","thread_id","id");--> statement-breakpoint
CREATE INDEX "comment_thread_flow" ON "comment_thread" USING btree ("workspace_id","flow_id");--> statement-breakpoint
CREATE INDEX "notification_of_user" ON "notification" USING btree ("workspace_id","user_id","id");
--> statement-breakpoint
ALTER TABLE comment_thread ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE comment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE notification ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON comment_thread TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY tenant ON comment TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY tenant ON notification TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (resolved_at, resolved_by) ON comment_thread TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON comment TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (read_at) ON notification TO kaos_app;
