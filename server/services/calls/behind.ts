import { type SQL, sql } from 'drizzle-orm'
import { run } from '../../db/schema'
import type { StartedBy, StartedByRun } from '../../db/schema/engine'

/** More than flows can be called deep (call-flow.ts), so that a chain always comes to its end. */
const DEEPEST = 20

/** What started a run, or the first of those that led to it; null: that can't be told any more. */
export type Behind = Exclude<StartedBy, StartedByRun> | { kind: 'nobody' } | null

/**
 * In SQL who is behind a run, which is there as `run`. A run that says itself who that is is believed; those that an older KAOS
 * started do not, and are followed from run to run.
 */
export function behindRun(): SQL<Behind> {
  const by = sql`${run.startedBy}`
  return sql<Behind>`(case when ${isCalled(by)} and ${by}->'behind' is null then (
    with recursive led (by, depth) as (
      select caller.started_by, 1 from run caller
      where caller.workspace_id = ${run.workspaceId} and caller.id = (${by}->>'runId')::uuid
      union all
      select caller.started_by, depth + 1 from led
      join run caller on caller.workspace_id = ${run.workspaceId} and caller.id = (led.by->>'runId')::uuid
      where ${isCalled(sql`led.by`)} and led.by->'behind' is null and depth < ${DEEPEST}
    ) select ${said(sql`led.by`)} from led order by depth desc limit 1
  ) else ${said(by)} end)`
}

const isCalled = (by: SQL) => sql`${by}->>'kind' in ('call', 'failure')`

const said = (by: SQL) => sql`case
  when not ${isCalled(by)} then ${by}
  when json_typeof(${by}->'behind') = 'null' then '{"kind":"nobody"}'::json
  else ${by}->'behind' end`
