CREATE TABLE "run_file" (
	"workspace_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	CONSTRAINT "run_file_workspace_id_file_id_run_id_pk" PRIMARY KEY("workspace_id","file_id","run_id")
);
--> statement-breakpoint
-- A wait is found by its id, and pointed at by id and workspace: one index does for both.
ALTER TABLE "approval_decision" DROP CONSTRAINT "approval_decision_wait";--> statement-breakpoint
ALTER TABLE "approval_message" DROP CONSTRAINT "approval_message_wait";--> statement-breakpoint
ALTER TABLE "wait" DROP CONSTRAINT "wait_tenant";--> statement-breakpoint
ALTER TABLE "wait" DROP CONSTRAINT "wait_pkey";--> statement-breakpoint
ALTER TABLE "wait" ADD CONSTRAINT "wait_id_workspace_id_pk" PRIMARY KEY("id","workspace_id");--> statement-breakpoint
ALTER TABLE "approval_decision" ADD CONSTRAINT "approval_decision_wait" FOREIGN KEY ("workspace_id","wait_id") REFERENCES "public"."wait"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_message" ADD CONSTRAINT "approval_message_wait" FOREIGN KEY ("workspace_id","wait_id") REFERENCES "public"."wait"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" DROP CONSTRAINT "delivery_pkey";--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_run_id_pk" PRIMARY KEY("run_id");--> statement-breakpoint
DROP INDEX "run_of_flow";--> statement-breakpoint
DROP INDEX "wait_of_run";--> statement-breakpoint
CREATE INDEX "approval_message_of" ON "approval_message" USING btree ("wait_id");--> statement-breakpoint
CREATE INDEX "run_waiting" ON "run" USING btree ("workspace_id","id") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "run_failed" ON "run" USING btree ("workspace_id","id") WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "run_cancelled" ON "run" USING btree ("workspace_id","id") WHERE status = 'cancelled';--> statement-breakpoint
CREATE INDEX "run_test" ON "run" USING btree ("workspace_id","id") WHERE mode = 'test';--> statement-breakpoint
CREATE INDEX "wait_asked" ON "wait" USING btree ("workspace_id","id") WHERE kind = 'approval' and fired_at is null;--> statement-breakpoint
CREATE INDEX "run_of_flow" ON "run" USING btree ("flow_id","id");--> statement-breakpoint
CREATE INDEX "wait_of_run" ON "wait" USING btree ("run_id");--> statement-breakpoint
ALTER TABLE "outside_call" DROP CONSTRAINT "outside_call_tenant";--> statement-breakpoint
ALTER TABLE "outside_call" DROP CONSTRAINT "outside_call_run";--> statement-breakpoint
ALTER TABLE "outside_call" DROP CONSTRAINT "outside_call_pkey";--> statement-breakpoint
ALTER TABLE "outside_call" ADD CONSTRAINT "outside_call_id_run_id_pk" PRIMARY KEY("id","run_id");--> statement-breakpoint
ALTER TABLE "run" ADD COLUMN "details_removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "run" ADD CONSTRAINT "run_given_up" CHECK (details_removed_at is null or finished_at is not null);--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "retention" json;--> statement-breakpoint
ALTER TABLE "run_file" ADD CONSTRAINT "run_file_blob" FOREIGN KEY ("workspace_id","file_id") REFERENCES "public"."blob"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE run_file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON run_file TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace());
--> statement-breakpoint
GRANT SELECT, INSERT ON run_file TO kaos_app;
--> statement-breakpoint
GRANT UPDATE (retention) ON workspace TO kaos_app;
--> statement-breakpoint
-- The ids of files and nothing else, to tell bytes that belong to none.
CREATE POLICY engine ON blob FOR SELECT TO kaos_engine USING (true);
--> statement-breakpoint
GRANT SELECT (id) ON blob TO kaos_engine;
--> statement-breakpoint
-- The functions below run as the owner of the tables, whom forced row security binds as well: what they may see and remove.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['run', 'journal', 'outside_call'] LOOP
    EXECUTE format('CREATE POLICY keeper ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- Ids are UUID v7: they begin with the milliseconds of their making.
CREATE FUNCTION first_id_at(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid $$;
--> statement-breakpoint
CREATE FUNCTION time_of_id(id uuid) RETURNS timestamptz LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT to_timestamp(('x0000' || left(replace(id::text, '-', ''), 12))::bit(64)::bigint / 1000.0) $$;
--> statement-breakpoint
-- The weeks that journals and calls lie in: runs from `lower` up to `upper`, which it does not hold.
CREATE FUNCTION detail_weeks() RETURNS TABLE (suffix text, lower uuid, upper uuid) LANGUAGE sql STABLE SET search_path = public, pg_temp
  AS $$
    SELECT substr(c.relname, length('journal') + 1),
      coalesce((regexp_match(b.text, 'FROM \(''([0-9a-f-]{36})'))[1], '00000000-0000-0000-0000-000000000000')::uuid,
      (regexp_match(b.text, 'TO \(''([0-9a-f-]{36})'))[1]::uuid
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid, pg_get_expr(c.relpartbound, c.oid) AS b (text)
    WHERE i.inhparent = 'journal'::regclass AND b.text <> 'DEFAULT'
    ORDER BY 3
  $$;
--> statement-breakpoint
-- A partition is a table of its own: it gets the row security of its parent, and no grant, so it is reached through the parent only.
CREATE FUNCTION secure_partition(part text, parent text) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp
  AS $$
  BEGIN
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', part);
    EXECUTE format('CREATE POLICY tenant ON %I TO kaos_app USING (workspace_id = current_workspace()) WITH CHECK (workspace_id = current_workspace())', part);
    EXECUTE format('CREATE POLICY keeper ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', part);
    IF parent = 'journal' THEN
      EXECUTE format('CREATE POLICY engine ON %I TO kaos_engine USING (true) WITH CHECK (true)', part);
    END IF;
  END $$;
--> statement-breakpoint
CREATE FUNCTION add_partition(parent text, part text, lower uuid, upper uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp
  AS $$
  BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING INDEXES)', part, parent);
    PERFORM secure_partition(part, parent);
    -- Made and attached rather than made in place: appends go on meanwhile. What strayed into the default moves where it belongs.
    EXECUTE format(
      'WITH strays AS (DELETE FROM %I WHERE run_id >= $1 AND run_id < $2 RETURNING *) INSERT INTO %I SELECT * FROM strays',
      parent || '_default', part
    ) USING lower, upper;
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', parent, part, lower, upper);
  END $$;
--> statement-breakpoint
-- Weeks up to `ahead` from now that are not there yet. Gives how many rows lie in no week: none, while this is called in time.
CREATE FUNCTION make_detail_weeks(ahead interval) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s'
  AS $$
  DECLARE
    starts timestamptz;
    strays bigint;
    parent text;
  BEGIN
    PERFORM pg_advisory_xact_lock(5263, 0);
    SELECT max(time_of_id(upper)) INTO starts FROM detail_weeks();
    WHILE starts < now() + least(ahead, interval '1 year') LOOP
      FOREACH parent IN ARRAY ARRAY['journal', 'outside_call'] LOOP
        PERFORM add_partition(
          parent, parent || to_char(starts AT TIME ZONE 'UTC' + interval '7 days', '"_until_"YYYYMMDD'),
          first_id_at(starts), first_id_at(starts + interval '168 hours')
        );
      END LOOP;
      starts := starts + interval '168 hours';
    END LOOP;
    SELECT (SELECT count(*) FROM journal_default) + (SELECT count(*) FROM outside_call_default) INTO strays;
    RETURN strays;
  END $$;
--> statement-breakpoint
-- Without a policy the owner would see no run that is still needed, and drop what it needs.
CREATE FUNCTION refuse_when_blind() RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp
  AS $$
  BEGIN
    IF row_security_active('run') AND NOT EXISTS (
      SELECT FROM pg_policies WHERE schemaname = 'public' AND tablename = 'run' AND current_user = ANY (roles)
    ) THEN
      RAISE EXCEPTION 'The owner of the tables can’t see which runs are still needed: its policy on run is missing';
    END IF;
  END $$;
--> statement-breakpoint
-- Takes away what runs of one week did, as far as it was given up (`run.details_removed_at`): the partitions are dropped, and few
-- runs that are not given up are carried over into fresh ones first. Where those are many, nothing is done: `many`.
CREATE FUNCTION drop_detail_week(week uuid, most_carried integer) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '2s'
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
      SELECT id FROM run WHERE id >= its.lower AND id < its.upper AND details_removed_at IS NULL LIMIT most_carried + 1
    ) AS found;
    left_behind := coalesce(left_behind, '{}');
    IF cardinality(left_behind) > 0 THEN
      -- Nothing to gain by carrying when nothing would be left.
      SELECT EXISTS (
        SELECT FROM journal j JOIN run r ON r.id = j.run_id WHERE j.run_id >= its.lower AND j.run_id < its.upper AND r.details_removed_at IS NOT NULL
      ) OR EXISTS (
        SELECT FROM outside_call c JOIN run r ON r.id = c.run_id WHERE c.run_id >= its.lower AND c.run_id < its.upper AND r.details_removed_at IS NOT NULL
      ) INTO given_up;
      IF NOT given_up THEN RETURN 'kept'; END IF;
      PERFORM FROM journal WHERE run_id = ANY (left_behind) OFFSET 20 * most_carried LIMIT 1;
      IF FOUND OR cardinality(left_behind) > most_carried THEN RETURN 'many'; END IF;
    END IF;

    -- From here on nobody appends. What goes on again in the meantime is seen now, and nothing is done.
    LOCK TABLE journal, outside_call IN ACCESS EXCLUSIVE MODE;
    PERFORM FROM run WHERE id >= its.lower AND id < its.upper AND details_removed_at IS NULL AND NOT id = ANY (left_behind);
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
-- Where many runs of a week stay: rows of those that were given up, some runs at a time after `after`. Gives the last, or null.
CREATE FUNCTION delete_details(week uuid, after uuid, most integer) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
  DECLARE
    given_up uuid[];
  BEGIN
    IF time_of_id(week) > now() - interval '7 days' THEN
      RAISE EXCEPTION 'The week that ends at % is younger than anything that may be removed', time_of_id(week);
    END IF;
    SELECT array_agg(id ORDER BY id) INTO given_up FROM (
      SELECT r.id FROM run r JOIN detail_weeks() w ON w.upper = week AND r.id >= w.lower AND r.id < w.upper
      WHERE r.id > after AND r.details_removed_at IS NOT NULL
        AND (EXISTS (SELECT FROM journal j WHERE j.run_id = r.id) OR EXISTS (SELECT FROM outside_call c WHERE c.workspace_id = r.workspace_id AND c.run_id = r.id))
      ORDER BY r.id LIMIT most
    ) AS found;
    DELETE FROM journal WHERE run_id = ANY (given_up);
    DELETE FROM outside_call WHERE run_id = ANY (given_up);
    RETURN given_up[cardinality(given_up)];
  END $$;
--> statement-breakpoint
-- Runs themselves, long after what they did: only ended ones that were given up. What hangs on them goes with them.
CREATE FUNCTION delete_runs(ids uuid[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
  AS $$
  DECLARE
    deleted bigint;
  BEGIN
    PERFORM refuse_when_blind();
    DELETE FROM run WHERE id = ANY (ids) AND details_removed_at IS NOT NULL AND finished_at < now() - interval '7 days';
    GET DIAGNOSTICS deleted = ROW_COUNT;
    RETURN deleted;
  END $$;
--> statement-breakpoint
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['make_detail_weeks(interval)', 'drop_detail_week(uuid, integer)', 'delete_details(uuid, uuid, integer)', 'delete_runs(uuid[])'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO kaos_engine', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['secure_partition(text, text)', 'add_partition(text, text, uuid, uuid)', 'refuse_when_blind()'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
  END LOOP;
END $$;
--> statement-breakpoint
-- The tables of before become the first partition, up to the end of this week: no row is copied.
DO $$
DECLARE
  parent text;
  first text;
  until timestamptz := date_trunc('week', now(), 'UTC') + interval '168 hours';
BEGIN
  FOREACH parent IN ARRAY ARRAY['journal', 'outside_call'] LOOP
    first := parent || to_char(until AT TIME ZONE 'UTC', '"_until_"YYYYMMDD');
    EXECUTE format('ALTER TABLE %I RENAME TO %I', parent, first);
    EXECUTE format('REVOKE ALL ON %I FROM kaos_app, kaos_engine', first);
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS) PARTITION BY RANGE (run_id)', parent, first);
  END LOOP;
  EXECUTE format('ALTER INDEX journal_run_id_seq_pk RENAME TO %I', 'journal' || to_char(until AT TIME ZONE 'UTC', '"_until_"YYYYMMDD"_pkey"'));
  EXECUTE format('ALTER INDEX outside_call_id_run_id_pk RENAME TO %I', 'outside_call' || to_char(until AT TIME ZONE 'UTC', '"_until_"YYYYMMDD"_pkey"'));
  EXECUTE format('ALTER INDEX outside_call_run RENAME TO %I', 'outside_call' || to_char(until AT TIME ZONE 'UTC', '"_until_"YYYYMMDD"_run"'));
  ALTER TABLE journal ADD CONSTRAINT journal_run_id_seq_pk PRIMARY KEY (run_id, seq);
  ALTER TABLE outside_call ADD CONSTRAINT outside_call_id_run_id_pk PRIMARY KEY (id, run_id);
  CREATE INDEX outside_call_run ON outside_call (workspace_id, run_id);
  FOREACH parent IN ARRAY ARRAY['journal', 'outside_call'] LOOP
    first := parent || to_char(until AT TIME ZONE 'UTC', '"_until_"YYYYMMDD');
    PERFORM secure_partition(parent, parent);
    EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', parent || '_default', parent);
    PERFORM secure_partition(parent || '_default', parent);
    EXECUTE format(
      'WITH strays AS (DELETE FROM %I WHERE run_id >= $1 RETURNING *) INSERT INTO %I SELECT * FROM strays', first, parent || '_default'
    ) USING first_id_at(until);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)', parent, first, first_id_at(until));
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT ON journal TO kaos_engine;
--> statement-breakpoint
GRANT SELECT ON journal TO kaos_app;
--> statement-breakpoint
GRANT SELECT, INSERT ON outside_call TO kaos_app;
--> statement-breakpoint
SELECT make_detail_weeks('28 days');
--> statement-breakpoint
ALTER TABLE wait NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE blob NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE run_file NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Which run needs which file, for what was there before: wherever the id of a file stands in what a run has.
INSERT INTO run_file (workspace_id, file_id, run_id)
SELECT DISTINCT named.workspace_id, blob.id, named.run_id
FROM (
  SELECT workspace_id, id AS run_id, input::text AS words FROM run
  UNION ALL SELECT workspace_id, run_id, events::text FROM journal
  UNION ALL SELECT workspace_id, run_id, request::text FROM wait
) AS named, regexp_matches(named.words, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') AS found (id)
JOIN blob ON blob.id = found.id[1]::uuid
WHERE blob.workspace_id = named.workspace_id;
--> statement-breakpoint
ALTER TABLE wait FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE blob FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE run_file FORCE ROW LEVEL SECURITY;
