DROP INDEX "run_list";--> statement-breakpoint
DROP INDEX "run_of_flow";--> statement-breakpoint
CREATE INDEX "run_of_flow" ON "run" USING btree ("workspace_id","flow_id","id");