CREATE TABLE "state_change" (
	"workspace_id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"step" text NOT NULL,
	"result" json NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "state_change_workspace_id_run_id_step_pk" PRIMARY KEY("workspace_id","run_id","step")
);
--> statement-breakpoint
CREATE TABLE "state_item" (
	"workspace_id" uuid NOT NULL,
	"flow_id" uuid NOT NULL,
	"key" text NOT NULL,
	"value" json NOT NULL,
	"bytes" integer NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "state_item_workspace_id_flow_id_key_pk" PRIMARY KEY("workspace_id","flow_id","key")
);
--> statement-breakpoint
CREATE TABLE "variable" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"value" json NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "variable_tenant" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "trigger" ADD COLUMN "look" json;--> statement-breakpoint
ALTER TABLE "state_change" ADD CONSTRAINT "state_change_flow" FOREIGN KEY ("workspace_id","flow_id") REFERENCES "public"."flow"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "state_item" ADD CONSTRAINT "state_item_flow" FOREIGN KEY ("workspace_id","flow_id") REFERENCES "public"."flow"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "variable" ADD CONSTRAINT "variable_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "state_change_age" ON "state_change" USING btree ("workspace_id","flow_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "variable_name" ON "variable" USING btree ("workspace_id","name");
--> statement-breakpoint
ALTER TABLE variable ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE state_item ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE state_change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON variable TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY tenant ON state_item TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY tenant ON state_change TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON variable, state_item TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON state_change TO kaos_app;
