ALTER TABLE "user" ADD COLUMN "mention_mails" boolean DEFAULT true NOT NULL;--> statement-breakpoint
GRANT SELECT (mention_mails) ON "user" TO kaos_app;
