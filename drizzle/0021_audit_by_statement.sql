CREATE TABLE "audit_unsigned" (
	"workspace_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_link" DROP CONSTRAINT "audit_link_event";
--> statement-breakpoint
ALTER TABLE "audit_event" DROP CONSTRAINT "audit_event_workspace_id_workspace_id_fk";
--> statement-breakpoint
CREATE POLICY tenant ON audit_unsigned TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
CREATE POLICY engine ON audit_unsigned FOR SELECT TO kaos_engine USING (true);
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON audit_unsigned TO kaos_app;
--> statement-breakpoint
GRANT SELECT ON audit_unsigned TO kaos_engine;
--> statement-breakpoint
-- The functions below run as the owner of the tables, whom forced row security binds as well: what they may see, write and remove.
CREATE POLICY keeper ON audit_event FOR SELECT TO CURRENT_USER USING (true);
--> statement-breakpoint
CREATE POLICY keeper ON audit_link FOR SELECT TO CURRENT_USER USING (true);
--> statement-breakpoint
CREATE POLICY keeper ON workspace FOR SELECT TO CURRENT_USER USING (true);
--> statement-breakpoint
CREATE POLICY keeper ON audit_pending TO CURRENT_USER USING (true) WITH CHECK (true);
--> statement-breakpoint
-- What is held of events and links is held once a statement, not once a row: seals are written by the hundred, and a foreign
-- key would ask for each. Nobody but these functions writes down what is owed a link, or takes it away.
-- An event is owed a link from the moment it is written, whoever writes it, unless the statement that writes it links it. Its
-- workspace is there, and none is ever removed.
CREATE OR REPLACE FUNCTION owe_audit_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
  AS $$
  BEGIN
    PERFORM FROM (SELECT DISTINCT workspace_id FROM written) AS place
      WHERE (SELECT w.id FROM workspace w WHERE w.id = place.workspace_id) IS NULL;
    IF FOUND THEN
      RAISE EXCEPTION 'An audit event belongs to a workspace that is not there' USING ERRCODE = 'foreign_key_violation';
    END IF;
    INSERT INTO audit_pending (workspace_id, event_id) SELECT workspace_id, id FROM written
      WHERE (SELECT l.seq FROM audit_link l WHERE l.workspace_id = written.workspace_id AND l.event_id = written.id) IS NULL;
    RETURN NULL;
  END $$;
--> statement-breakpoint
-- A link has its event, and what is linked is owed no link any more.
CREATE FUNCTION pay_audit_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off
  AS $$
  BEGIN
    PERFORM FROM written
      WHERE (SELECT e.id FROM audit_event e WHERE e.workspace_id = written.workspace_id AND e.id = written.event_id) IS NULL;
    IF FOUND THEN
      RAISE EXCEPTION 'A link of the audit chain has no event' USING ERRCODE = 'foreign_key_violation';
    END IF;
    DELETE FROM audit_pending p USING written WHERE p.workspace_id = written.workspace_id AND p.event_id = written.event_id;
    RETURN NULL;
  END $$;
--> statement-breakpoint
CREATE TRIGGER audit_link_paid AFTER INSERT ON audit_link REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION pay_audit_link();
--> statement-breakpoint
CREATE FUNCTION keep_audit_events() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp
  AS $$ BEGIN RAISE EXCEPTION 'Audit events are never removed' USING ERRCODE = 'restrict_violation'; END $$;
--> statement-breakpoint
CREATE TRIGGER audit_event_kept BEFORE DELETE OR TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_events();
--> statement-breakpoint
-- Until now an event was pending until a checkpoint covered it. What is linked already is owed a signature only.
INSERT INTO audit_unsigned (workspace_id)
  SELECT DISTINCT p.workspace_id FROM audit_pending p JOIN audit_link l ON l.workspace_id = p.workspace_id AND l.event_id = p.event_id;
--> statement-breakpoint
DELETE FROM audit_pending p USING audit_link l WHERE l.workspace_id = p.workspace_id AND l.event_id = p.event_id;
--> statement-breakpoint
ALTER TABLE audit_unsigned ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
DROP POLICY record ON audit_pending;
--> statement-breakpoint
REVOKE INSERT, DELETE ON audit_pending FROM kaos_app;
--> statement-breakpoint
REVOKE INSERT ON audit_pending FROM kaos_auth;
