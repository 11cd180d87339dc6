import type { ISql } from 'postgres'
import { plainList } from '../../db/is-one-of'
import type { Accepted, Intake } from './accept-run'

export type NewRun = Omit<Intake, 'runId' | 'input'> & { id: string; input: string }

/**
 * One statement for all: a delivery that is known already makes no run, whichever process knew it first. Deliveries go in one
 * order for everybody, as each waits for whoever is just writing the same.
 */
export async function insertRuns(sql: ISql, runs: readonly NewRun[]): Promise<Accepted[]> {
  const inserted = await sql<{ id: string }[]>`
    with op as (
      select * from unnest(
        ${plainList(runs.map(({ id }) => id))}::uuid[],
        ${plainList(runs.map(({ workspaceId }) => workspaceId))}::uuid[],
        ${plainList(runs.map(({ flowId }) => flowId))}::uuid[],
        ${plainList(runs.map(({ versionId }) => versionId))}::uuid[],
        ${plainList(runs.map(({ mode }) => mode))}::text[],
        ${plainList(runs.map(({ effectsBlocked = false }) => String(effectsBlocked)))}::text[],
        ${runs.map(({ triggerNodeId }) => triggerNodeId)}::text[],
        ${runs.map(({ startedBy }) => JSON.stringify(startedBy))}::text[],
        ${runs.map(({ untilNodeId }) => untilNodeId ?? null)}::text[],
        ${plainList(runs.map(({ delivery }) => delivery?.triggerId ?? null))}::uuid[],
        ${runs.map(({ delivery }) => delivery?.key ?? null)}::text[],
        string_to_array(${runs.map(({ input }) => input).join(SEPARATOR)}, ${SEPARATOR})
      ) as op (id, workspace_id, flow_id, version_id, mode, effects_blocked, trigger_node_id, started_by, until_node_id, trigger_id, key, input)
    ), delivered as (
      insert into delivery (id, workspace_id, trigger_id, key, run_id)
      select id, workspace_id, trigger_id, key, id from op where trigger_id is not null order by trigger_id, key
      on conflict (trigger_id, key) do nothing
      returning run_id
    )
    insert into run (
      id, workspace_id, flow_id, version_id, mode, effects_blocked, status, trigger_node_id, started_by, input, until_node_id, priority
    )
    select id, workspace_id, flow_id, version_id, mode, effects_blocked::boolean, 'queued', trigger_node_id, started_by::json, input::json,
      until_node_id, coalesce((select priority from lane where lane.workspace_id = op.workspace_id and lane.id = op.flow_id), 0)
    from op where trigger_id is null or id in (select run_id from delivered)
    returning id`
  const fresh = new Set(inserted.map(({ id }) => id))
  const known =
    fresh.size < runs.length
      ? await knownDeliveries(
          sql,
          runs.filter(({ id }) => !fresh.has(id)),
        )
      : new Map<string, string>()
  return runs.map(({ id, delivery }) => ({ runId: (delivery && known.get(nameOf(delivery))) ?? id, duplicate: !fresh.has(id) }))
}

async function knownDeliveries(sql: ISql, runs: readonly NewRun[]): Promise<Map<string, string>> {
  const deliveries = runs.flatMap(({ delivery }) => delivery ?? [])
  const rows = await sql<{ triggerId: string; key: string; runId: string }[]>`
    select delivery.trigger_id as "triggerId", delivery.key, run_id as "runId" from delivery
    join unnest(${deliveries.map(({ triggerId }) => triggerId)}::uuid[], ${deliveries.map(({ key }) => key)}::text[]) as op (trigger_id, key)
    on delivery.trigger_id = op.trigger_id and delivery.key = op.key`
  return new Map(rows.map((row) => [nameOf(row), row.runId]))
}

function nameOf({ triggerId, key }: { triggerId: string; key: string }): string {
  return `${triggerId} ${key}`
}

/** JSON text never holds it: control characters are escaped there. */
const SEPARATOR = '\x1e'
