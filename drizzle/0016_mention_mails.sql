ALTER TABLE "notification" ADD COLUMN "mail" text;--> statement-breakpoint
CREATE INDEX "notification_owed" ON "notification" USING btree ("id") WHERE mail = 'owed';
--> statement-breakpoint
GRANT UPDATE (mail) ON notification TO kaos_app;
--> statement-breakpoint
CREATE POLICY engine ON notification FOR SELECT TO kaos_engine USING (true);
--> statement-breakpoint
GRANT SELECT (id, workspace_id, created_at, mail) ON notification TO kaos_engine;
