ALTER TABLE "run" ADD COLUMN "cancelled_by" uuid;--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "tidies" boolean DEFAULT false NOT NULL;--> statement-breakpoint
GRANT UPDATE (cancelled_by) ON run TO kaos_app;
