-- A version names its flow, and a flow its workspace: one key of a run says all three. What is there holds it already, since
-- every way to a run takes a version of its flow; to read all runs of before again would only hold up the start.
ALTER TABLE "version" ADD CONSTRAINT "version_of_flow" UNIQUE("workspace_id","flow_id","id");--> statement-breakpoint
ALTER TABLE "run" DROP CONSTRAINT "run_workspace_id_workspace_id_fk";--> statement-breakpoint
ALTER TABLE "run" DROP CONSTRAINT "run_flow";--> statement-breakpoint
ALTER TABLE "run" DROP CONSTRAINT "run_version";--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_version" FOREIGN KEY ("workspace_id","flow_id","version_id") REFERENCES "public"."version"("workspace_id","flow_id","id") ON DELETE cascade ON UPDATE no action NOT VALID;--> statement-breakpoint
-- One index of all runs instead of two, and of all events: whoever looks one up knows its workspace. They tell rows apart for
-- replication, too.
ALTER TABLE "run" DROP CONSTRAINT "run_pkey";--> statement-breakpoint
ALTER TABLE "run" REPLICA IDENTITY USING INDEX "run_tenant";--> statement-breakpoint
ALTER TABLE "audit_event" DROP CONSTRAINT "audit_event_pkey";--> statement-breakpoint
ALTER TABLE "audit_event" REPLICA IDENTITY USING INDEX "audit_event_tenant";--> statement-breakpoint
DROP INDEX "run_of_flow";--> statement-breakpoint
DROP INDEX "audit_event_action";--> statement-breakpoint
CREATE INDEX "run_going" ON "run" USING btree ("flow_id","id") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "run_of_flow" ON "run" USING btree ("flow_id","id") WITH (fillfactor=100) WHERE status not in ('queued', 'running');--> statement-breakpoint
ALTER INDEX "run_waiting" SET (fillfactor = 100);--> statement-breakpoint
CREATE INDEX "audit_event_action" ON "audit_event" USING btree ("workspace_id","action","id") WHERE action <> 'run.sealed';--> statement-breakpoint
-- Workspaces that have runs: leaps from one to the next in the index, however many rows each has.
CREATE FUNCTION workspaces_with_runs() RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = public, pg_temp
  AS $$
    WITH RECURSIVE found AS (
      (SELECT workspace_id AS id FROM run ORDER BY 1 LIMIT 1)
      UNION ALL
      SELECT (SELECT run.workspace_id FROM run WHERE run.workspace_id > found.id ORDER BY 1 LIMIT 1) FROM found WHERE id IS NOT NULL
    )
    SELECT id FROM found WHERE id IS NOT NULL
  $$;
--> statement-breakpoint
-- As before (0009), by way of the workspaces.
CREATE OR REPLACE FUNCTION drop_detail_week(week uuid, most_carried integer) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s'
  AS $$
  DECLARE
    its record;
    parent text;
    old text;
    left_behind uuid[];
    given_up boolean;
  BEGIN
    IF time_of_id(week) > now() - interval '7 days' THEN
      RAISE EXCEPTION 'The week that ends at % is younger than anything that may be dropped', time_of_id(week);
    END IF;
    PERFORM refuse_when_blind();
    PERFORM pg_advisory_xact_lock(5263, 0);
    SELECT * INTO its FROM detail_weeks() WHERE upper = week;
    IF NOT FOUND THEN RETURN 'gone'; END IF;

    SELECT array_agg(id) INTO left_behind FROM (
      SELECT here.id FROM workspaces_with_runs() AS place CROSS JOIN LATERAL (
        SELECT id FROM run WHERE workspace_id = place AND id >= its.lower AND id < its.upper AND details_removed_at IS NULL LIMIT most_carried + 1
      ) AS here LIMIT most_carried + 1
    ) AS found;
    left_behind := coalesce(left_behind, '{}');
    IF cardinality(left_behind) > 0 THEN
      -- Nothing to gain by carrying when nothing would be left.
      SELECT EXISTS (
        SELECT FROM journal j JOIN run r ON r.workspace_id = j.workspace_id AND r.id = j.run_id
        WHERE j.run_id >= its.lower AND j.run_id < its.upper AND r.details_removed_at IS NOT NULL
      ) OR EXISTS (
        SELECT FROM outside_call c JOIN run r ON r.workspace_id = c.workspace_id AND r.id = c.run_id
        WHERE c.run_id >= its.lower AND c.run_id < its.upper AND r.details_removed_at IS NOT NULL
      ) INTO given_up;
      IF NOT given_up THEN RETURN 'kept'; END IF;
      PERFORM FROM journal WHERE run_id = ANY (left_behind) OFFSET 20 * most_carried LIMIT 1;
      IF FOUND OR cardinality(left_behind) > most_carried THEN RETURN 'many'; END IF;
    END IF;

    -- From here on nobody appends. What goes on again in the meantime is seen now, and nothing is done.
    LOCK TABLE journal, outside_call IN ACCESS EXCLUSIVE MODE;
    PERFORM FROM workspaces_with_runs() AS place CROSS JOIN LATERAL (
      SELECT FROM run WHERE workspace_id = place AND id >= its.lower AND id < its.upper AND details_removed_at IS NULL AND NOT id = ANY (left_behind) LIMIT 1
    ) AS here;
    IF FOUND THEN RETURN 'kept'; END IF;
    FOREACH parent IN ARRAY ARRAY['journal', 'outside_call'] LOOP
      old := parent || its.suffix;
      EXECUTE format('ALTER TABLE %I DETACH PARTITION %I', parent, old);
      IF cardinality(left_behind) = 0 THEN
        EXECUTE format('DROP TABLE %I', old);
      ELSE
        EXECUTE format('ALTER TABLE %I RENAME TO %I', old, old || '_old');
        PERFORM add_partition(parent, old, its.lower, its.upper);
        EXECUTE format('INSERT INTO %I SELECT * FROM %I WHERE run_id = ANY ($1)', old, old || '_old') USING left_behind;
        EXECUTE format('DROP TABLE %I', old || '_old');
      END IF;
    END LOOP;
    RETURN CASE WHEN cardinality(left_behind) = 0 THEN 'dropped' ELSE 'carried' END;
  END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION delete_details(week uuid, after uuid, most integer) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
  DECLARE
    given_up uuid[];
  BEGIN
    IF time_of_id(week) > now() - interval '7 days' THEN
      RAISE EXCEPTION 'The week that ends at % is younger than anything that may be removed', time_of_id(week);
    END IF;
    -- From each workspace as many as are wanted of all: which of them come first is known then.
    SELECT array_agg(id ORDER BY id) INTO given_up FROM (
      SELECT here.id FROM detail_weeks() w CROSS JOIN workspaces_with_runs() AS place CROSS JOIN LATERAL (
        SELECT r.id FROM run r
        WHERE r.workspace_id = place AND r.id >= w.lower AND r.id < w.upper AND r.id > after AND r.details_removed_at IS NOT NULL
          AND (EXISTS (SELECT FROM journal j WHERE j.run_id = r.id) OR EXISTS (SELECT FROM outside_call c WHERE c.workspace_id = r.workspace_id AND c.run_id = r.id))
        ORDER BY r.id LIMIT most
      ) AS here
      WHERE w.upper = week ORDER BY here.id LIMIT most
    ) AS found;
    DELETE FROM journal WHERE run_id = ANY (given_up);
    DELETE FROM outside_call WHERE run_id = ANY (given_up);
    RETURN given_up[cardinality(given_up)];
  END $$;
--> statement-breakpoint
-- A worker of before that still asks for it is refused, and removes another time what is to go.
DROP FUNCTION delete_runs(uuid[]);
--> statement-breakpoint
CREATE FUNCTION delete_runs(place uuid, ids uuid[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
  DECLARE
    deleted bigint;
  BEGIN
    PERFORM refuse_when_blind();
    DELETE FROM run
    WHERE workspace_id = place AND id = ANY (ids) AND details_removed_at IS NOT NULL AND finished_at < now() - interval '7 days';
    GET DIAGNOSTICS deleted = ROW_COUNT;
    RETURN deleted;
  END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION delete_runs(uuid, uuid[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION delete_runs(uuid, uuid[]) TO kaos_engine;
