import type { Sql } from 'postgres'
import { eventsOf, type JournalEntry } from '@/flow/engine/journal-entry'
import { engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { DOORBELL_BATCH } from '@/server/queue/doorbell'
import { insertRuns } from '@/server/services/intake/insert-runs'
import type { Append } from '@/worker/engine/append'
import { type ClaimedRun, claim } from '@/worker/engine/claim'
import { writeAppends } from '@/worker/engine/flush-statement'
import type { WaitingFlow } from './world'

const BATCH = 500
const AT_ONCE = 2
/** The tables are vacuumed so often, as autovacuum would if the load lasted for hours instead of minutes. */
const VACUUM_EVERY = 50_000

/** What a worker wrote when a run of the flow came to its wait. */
export type Model = { entries: JournalEntry[]; input: string }

/** Accepts a run and lets a worker bring it to its wait. */
export async function modelOf(owner: Sql, flow: WaitingFlow): Promise<Model> {
  const input = '{"order":"A-1000","customer":"Nordwind GmbH"}'
  const id = newId()
  await insertRuns(engineSql(), [newRun(flow, id, input)])
  for (;;) {
    const [row] = await owner<{ status: string }[]>`select status from run where id = ${id}`
    if (row?.status === 'waiting') break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  const segments = await owner<{ events: JournalEntry[] }[]>`select events from journal where run_id = ${id} order by seq`
  return { entries: segments.flatMap(({ events }) => events), input }
}

/** Runs that wait until `wakeAt(number of the run)`, through the statements of intake, claim and flush. Gives the seconds it took. */
export async function putToWait(
  owner: Sql,
  flow: WaitingFlow,
  model: Model,
  count: number,
  wakeAt: (at: number) => number,
): Promise<number> {
  const sql = engineSql()
  const worker = newId()
  let next = 0
  let seconds = 0
  const lane = async () => {
    for (let from = next; from < Math.min(count, sinceVacuum + VACUUM_EVERY); from = next) {
      next = Math.min(count, from + BATCH)
      const ids = Array.from({ length: next - from }, () => newId())
      await insertRuns(
        sql,
        ids.map((id) => newRun(flow, id, model.input)),
      )
      const claimed = await claimAll(sql, worker, flow, ids)
      const appends = claimed.map((run, at) => appendOf(run, model, wakeAt(from + at)))
      const statuses = await writeAppends(sql, worker, appends)
      if (statuses.size !== ids.length) throw new Error('Runs were lost on the way to their wait')
    }
  }
  let sinceVacuum = 0
  while (next < count) {
    const startedAt = performance.now()
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
    seconds += (performance.now() - startedAt) / 1000
    sinceVacuum = next
    await owner`vacuum (analyze) run, wait`
  }
  return seconds
}

/** As many at once as a bell names. */
async function claimAll(sql: Sql, worker: string, { workspaceId }: WaitingFlow, ids: readonly string[]): Promise<ClaimedRun[]> {
  const claimed: ClaimedRun[] = []
  for (let at = 0; at < ids.length; at += DOORBELL_BATCH) {
    const rung = ids.slice(at, at + DOORBELL_BATCH).map((id) => ({ id, workspaceId }))
    claimed.push(...(await claim(sql, worker, rung)))
  }
  return claimed
}

function appendOf({ id, workspaceId, epoch, nextSeq }: ClaimedRun, { entries }: Model, wakeAt: number): Append {
  const waitId = newId()
  const texts = entries.map((entry) => JSON.stringify(entry.type === 'wait.opened' ? { ...entry, waitId, wakeAt } : entry))
  const opened = [{ id: waitId, step: 'wait', kind: 'timer' as const, wakeAt }]
  return {
    runId: id,
    workspaceId,
    epoch,
    seq: nextSeq,
    count: eventsOf(entries).length,
    entries: texts,
    progress: true,
    status: 'waiting',
    opened,
    closed: [],
  }
}

function newRun(flow: WaitingFlow, id: string, input: string) {
  const { workspaceId, flowId, versionId } = flow
  return { id, workspaceId, flowId, versionId, mode: 'live', triggerNodeId: 't', startedBy: { kind: 'webhook' }, input } as const
}
