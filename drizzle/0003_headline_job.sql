CREATE TABLE "approval_decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"wait_id" uuid NOT NULL,
	"decider" text NOT NULL,
	"decider_name" text NOT NULL,
	"decision" text NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"edits" json NOT NULL,
	"via" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approval_decision_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "approval_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"wait_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"target" json NOT NULL,
	"reference" json,
	"status" text NOT NULL,
	"problem" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approval_message_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_checkpoint" (
	"workspace_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text NOT NULL,
	"signature" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_checkpoint_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq")
);
--> statement-breakpoint
CREATE TABLE "audit_link" (
	"workspace_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"event_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"sealed_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_link_workspace_id_seq_pk" PRIMARY KEY("workspace_id","seq")
);
--> statement-breakpoint
CREATE TABLE "outside_call" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"step" text NOT NULL,
	"attempt" integer NOT NULL,
	"capability" text NOT NULL,
	"summary" json NOT NULL,
	"connection_id" uuid,
	"sandbox" integer DEFAULT 0 NOT NULL,
	"sealed" "bytea" NOT NULL,
	"digest" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	CONSTRAINT "outside_call_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "refused_mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"from" text NOT NULL,
	"subject" text NOT NULL,
	"message_id" text NOT NULL,
	"reason" text NOT NULL,
	"file_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refused_mail_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "memory_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"collection" text NOT NULL,
	"key" text NOT NULL,
	"value" json NOT NULL,
	"source" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memory_item_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "sandbox_record" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"body" json NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sandbox_record_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "oauth_attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"state_hash" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "oauth_attempt_state_hash_unique" UNIQUE("state_hash"),
	CONSTRAINT "oauth_attempt_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "workspace_key" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"master_key_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "trigger" ADD COLUMN "connection_id" uuid;--> statement-breakpoint
ALTER TABLE "trigger" ADD COLUMN "state" json;--> statement-breakpoint
ALTER TABLE "trigger" ADD COLUMN "watched_by" uuid;--> statement-breakpoint
ALTER TABLE "trigger" ADD COLUMN "watched_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "wait" ADD COLUMN "request" json;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "kind" text DEFAULT 'real' NOT NULL;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "settings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "broken_reason" text;--> statement-breakpoint
ALTER TABLE "connection" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "approval_decision" ADD CONSTRAINT "approval_decision_wait" FOREIGN KEY ("workspace_id","wait_id") REFERENCES "public"."wait"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_message" ADD CONSTRAINT "approval_message_wait" FOREIGN KEY ("workspace_id","wait_id") REFERENCES "public"."wait"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_checkpoint" ADD CONSTRAINT "audit_checkpoint_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_link" ADD CONSTRAINT "audit_link_event" FOREIGN KEY ("workspace_id","event_id") REFERENCES "public"."audit_event"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outside_call" ADD CONSTRAINT "outside_call_run" FOREIGN KEY ("workspace_id","run_id") REFERENCES "public"."run"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refused_mail" ADD CONSTRAINT "refused_mail_flow" FOREIGN KEY ("workspace_id","flow_id") REFERENCES "public"."flow"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refused_mail" ADD CONSTRAINT "refused_mail_file" FOREIGN KEY ("workspace_id","file_id") REFERENCES "public"."blob"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memory_item" ADD CONSTRAINT "memory_item_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_record" ADD CONSTRAINT "sandbox_record_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sandbox_record" ADD CONSTRAINT "sandbox_record_connection" FOREIGN KEY ("workspace_id","connection_id") REFERENCES "public"."connection"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "oauth_attempt" ADD CONSTRAINT "oauth_attempt_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_key" ADD CONSTRAINT "workspace_key_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "approval_decision_once" ON "approval_decision" USING btree ("wait_id","decider");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_link_event" ON "audit_link" USING btree ("workspace_id","event_id");--> statement-breakpoint
CREATE INDEX "outside_call_run" ON "outside_call" USING btree ("workspace_id","run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "memory_item_once" ON "memory_item" USING btree ("workspace_id","collection","key","source");--> statement-breakpoint
CREATE UNIQUE INDEX "sandbox_record_once" ON "sandbox_record" USING btree ("workspace_id","connection_id","kind","key");--> statement-breakpoint
CREATE INDEX "wait_approval" ON "wait" USING btree ("workspace_id","id") WHERE kind = 'approval';--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'approval_decision', 'approval_message', 'audit_link', 'audit_checkpoint', 'outside_call', 'refused_mail', 'memory_item',
    'sandbox_record', 'workspace_key', 'oauth_attempt'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY tenant ON %I TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace())', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Decisions, links, checkpoints and calls are for ever: nobody may update or delete them.
GRANT SELECT, INSERT ON approval_decision, audit_link, audit_checkpoint, outside_call, refused_mail, memory_item TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (reference, status, problem, updated_at) ON approval_message TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON sandbox_record TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (wrapped, master_key_id) ON workspace_key TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (used_at), DELETE ON oauth_attempt TO kaos_app;
