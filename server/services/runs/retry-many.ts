import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { newId } from '../../db/id'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { tellOfRuns } from '../intake/tell-of-runs'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { ChosenRunsInput, chooseRuns, mayRunAgain } from './choose-runs'
import { startedAgain } from './started-again'

/** In SQL what `isAlone` says: a run of one step is one again (retry.ts). */
const isAlone = sql`until_node_id = regexp_replace(from_step, '^.*/', '')`

/** In SQL what `priorityOf` says of a live run: what its flow has now, not what it had then. */
const priorityNow = sql`coalesce((select priority from lane where lane.workspace_id = run.workspace_id and lane.id = run.flow_id), 0)`

export const RetryManyInput = z.strictObject({
  runs: ChosenRunsInput,
  /** From the start with the same input, or from where each one stopped. */
  from: z.enum(['start', 'stop']),
})

/**
 * A new run for each of the chosen ones that has ended, all in one transaction, with one audit event that names them.
 * Those that are going on, or are tests while one may not test, are left out.
 */
export async function retryMany({ actor }: Call, input: z.input<typeof RetryManyInput>): Promise<{ runIds: string[] }> {
  demand(actor, 'run.start')
  const { runs, from } = RetryManyInput.parse(input)
  const { workspaceId } = actor
  const made = await inWorkspace(workspaceId, async (tx) => {
    const ended = await chooseRuns(tx, actor, runs, from === 'start' ? ['succeeded', 'failed', 'cancelled'] : ['failed', 'cancelled'])
    const allowed = ended.filter((each) => mayRunAgain(actor, each))
    if (allowed.length === 0) throw new ServiceError('not_found', 'None of these runs has ended in a way that can be run again.')
    // The oldest first, so that they run in the order they came in.
    const startedBy = await startedAgain(
      tx,
      actor,
      allowed.map(({ id }) => id),
    )
    const pairs = allowed.reverse().map(({ id }) => ({ of: id, id: newId(), by: startedBy(id) }))
    await tx.execute(sql`
      insert into run (
        id, workspace_id, flow_id, version_id, mode, effects_blocked, status, trigger_node_id, started_by, input, until_node_id, priority,
        continues_run_id, from_step
      )
      select pair.id, run.workspace_id, flow_id, version_id, mode, effects_blocked, 'queued', trigger_node_id, pair.by, input,
        until_node_id, case when mode = 'test' then priority else ${priorityNow} end,
        case when ${from} = 'stop' then run.id when ${isAlone} then continues_run_id end, case when ${from} = 'start' and ${isAlone} then from_step end
      from json_to_recordset(${JSON.stringify(pairs)}::json) as pair (of uuid, id uuid, by json)
      join run on run.workspace_id = ${workspaceId} and run.id = pair.of`)
    await tx.execute(sql`
      insert into run_file (workspace_id, file_id, run_id)
      select run_file.workspace_id, file_id, pair.id from json_to_recordset(${JSON.stringify(pairs)}::json) as pair (of uuid, id uuid)
      join run_file on run_file.workspace_id = ${workspaceId} and run_file.run_id = pair.of on conflict do nothing`)
    const detail = { from, count: pairs.length, of: pairs.map(({ of }) => of), runs: pairs.map(({ id }) => id) }
    await record(tx, actor, 'runs.retried', { type: 'workspace', id: workspaceId }, detail)
    return pairs.map(({ id }) => id)
  })
  tellOfRuns(made.map((id) => ({ id, workspaceId })))
  return { runIds: made }
}
