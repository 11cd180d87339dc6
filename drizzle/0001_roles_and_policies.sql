-- Who sees what (server/db/roles.ts). Every table forces row security, the owner included; a role sees the rows a policy
-- names for it and no others. catalogue.db.test.ts holds this for every table to come.

ALTER TABLE flow ADD CONSTRAINT flow_live_version FOREIGN KEY (workspace_id, live_version_id) REFERENCES version (workspace_id, id);
--> statement-breakpoint
REVOKE ALL ON SCHEMA public FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO kaos_app, kaos_engine, kaos_auth;
--> statement-breakpoint
-- The workspace of this transaction. A setting that was local to an earlier transaction reads as '', not as null.
CREATE FUNCTION current_workspace() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('kaos.workspace', true), '')::uuid $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
  END LOOP;

  FOREACH name IN ARRAY ARRAY[
    'membership', 'invitation', 'connection', 'audit_event', 'blob', 'folder', 'flow', 'draft', 'draft_update', 'version',
    'trigger', 'run', 'journal', 'delivery', 'wait'
  ] LOOP
    EXECUTE format('CREATE POLICY tenant ON %I TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace())', name);
  END LOOP;

  FOREACH name IN ARRAY ARRAY['trigger', 'run', 'journal', 'delivery', 'wait', 'worker'] LOOP
    EXECUTE format('CREATE POLICY engine ON %I TO kaos_engine USING (true) WITH CHECK (true)', name);
  END LOOP;

  FOREACH name IN ARRAY ARRAY['user', 'identity', 'session', 'rate_limit', 'membership', 'invitation', 'workspace'] LOOP
    EXECUTE format('CREATE POLICY auth ON %I TO kaos_auth USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY tenant ON workspace TO kaos_app USING (id = current_workspace()) WITH CHECK (id = current_workspace());
--> statement-breakpoint
-- Members' names, not everybody's: the subquery itself runs under the policy of membership.
CREATE POLICY fellow_member ON "user" FOR SELECT TO kaos_app
  USING (EXISTS (SELECT FROM membership WHERE membership.user_id = "user".id AND membership.workspace_id = current_workspace()));
--> statement-breakpoint
CREATE POLICY record ON audit_event FOR INSERT TO kaos_auth WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
GRANT SELECT, UPDATE (name) ON workspace TO kaos_app;
--> statement-breakpoint
GRANT SELECT (id, name, email) ON "user" TO kaos_app;
--> statement-breakpoint
GRANT SELECT, UPDATE (role), DELETE ON membership TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (revoked_at) ON invitation TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON connection, blob, folder, trigger TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON flow, draft TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON draft_update TO kaos_app;
--> statement-breakpoint
-- Versions are immutable and audit events are for ever: nobody may update or delete them.
GRANT SELECT, INSERT ON version, audit_event TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (status, rung_at, cancel_requested_at) ON run TO kaos_app;
--> statement-breakpoint
GRANT SELECT ON journal, delivery TO kaos_app;
--> statement-breakpoint
GRANT SELECT, UPDATE (result, fired_at) ON wait TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON run TO kaos_engine;
--> statement-breakpoint
GRANT SELECT, INSERT ON journal, delivery TO kaos_engine;
--> statement-breakpoint
GRANT SELECT, UPDATE ON trigger TO kaos_engine;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON wait, worker TO kaos_engine;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "user" TO kaos_auth;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON identity, session, rate_limit TO kaos_auth;
--> statement-breakpoint
GRANT SELECT, INSERT ON membership, workspace TO kaos_auth;
--> statement-breakpoint
GRANT SELECT, UPDATE (accepted_at) ON invitation TO kaos_auth;
--> statement-breakpoint
GRANT INSERT ON audit_event TO kaos_auth;
