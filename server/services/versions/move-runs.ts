import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { decide } from '@/flow/engine/decide'
import type { RunEvent } from '@/flow/engine/events'
import { fold } from '@/flow/engine/fold'
import { type Plan, planOf } from '@/flow/engine/plan'
import type { RunState } from '@/flow/engine/state'
import { databaseNow } from '../../db/now'
import { journal, run } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Actor } from '../actor'
import type { Call } from '../call'
import { flowOf } from '../flows/flow-of'
import { announce } from '../live/bus'
import { demand } from '../permissions'
import { tellWoken, type Woken, wakeRun } from '../runs/wake-run'
import { wholeJournal } from '../runs/whole-journal'
import { ServiceError } from '../service-error'
import { MOST_MOVED } from './look-at-move'
import { obstacleWords, type Plans } from './moving'
import { versionOf } from './version-of'

export const MoveRunsInput = z.strictObject({
  flowId: z.uuid(),
  versionId: z.uuid(),
  runIds: z.array(z.uuid()).min(1).max(MOST_MOVED),
})

export type MovedRuns = { moved: string[]; left: { id: string; why: string }[] }

/**
 * Lets waiting runs go on with another version, each in a transaction of its own: its version, an event in its journal and
 * an audit event, or none of them. Timers, approvals and whatever else it waits for stay as they are; where the new version has
 * something for it to do beside that, it is done at once.
 */
export async function moveRuns({ actor }: Call, input: z.input<typeof MoveRunsInput>): Promise<MovedRuns> {
  demand(actor, 'flow.operate')
  const { flowId, versionId, runIds } = MoveRunsInput.parse(input)
  const { workspaceId } = actor
  const target = await inWorkspace(workspaceId, async (tx) => {
    await flowOf(tx, actor, flowId)
    const found = await versionOf(tx, actor, versionId)
    if (found.flowId !== flowId || found.kind !== 'published')
      throw new ServiceError('invalid', 'Choose a published version of the same flow.')
    return found
  })
  const plan = planOf(target.graph, manifest)
  const isTimed = target.graph.settings.runTimeoutMs !== undefined
  const plans: Plans = new Map()
  const result: MovedRuns = { moved: [], left: [] }
  for (const id of runIds) {
    const { why, woken } = await inWorkspace(workspaceId, (tx) =>
      move(tx, actor, { id, flowId, versionId, plan, isTimed }, (row) => obstacleWords(tx, actor, row, plan, plans)),
    )
    if (why !== undefined) {
      result.left.push({ id, why })
      continue
    }
    result.moved.push(id)
    if (woken) await tellWoken(woken)
    await announce(`run:${id}`, { seq: 0 })
    await announce(`runs:${workspaceId}`, { runId: id })
  }
  return result
}

/** `isTimed`: the version allows its runs so much time, from their beginning. */
type Move = { id: string; flowId: string; versionId: string; plan: Plan; isTimed: boolean }
type Moved = { why?: string; woken?: Woken }

/** `why`: it was left. While the row is locked no worker can claim the run, so the journal ends where it says. */
async function move(
  tx: Tx,
  actor: Actor,
  { id, flowId, versionId, plan, isTimed }: Move,
  obstacles: (row: typeof run.$inferSelect) => Promise<string[]>,
): Promise<Moved> {
  const { workspaceId } = actor
  const [row] = await tx
    .select()
    .from(run)
    .where(and(eq(run.workspaceId, workspaceId), eq(run.id, id), eq(run.flowId, flowId)))
    .for('update')
  if (row?.status !== 'waiting' || row.versionId === versionId) return { why: 'It does not wait on an older version any more.' }
  const [obstacle] = await obstacles(row)
  if (obstacle !== undefined) return { why: obstacle }
  const state = fold(plan, await wholeJournal(tx, actor, row))
  const event: RunEvent = { type: 'run.moved', at: (await databaseNow(tx)).getTime(), from: row.versionId, to: versionId }
  await tx.insert(journal).values({ runId: id, seq: row.nextSeq, workspaceId, epoch: row.epoch, events: [event] })
  await tx
    .update(run)
    .set({ versionId, nextSeq: sql`${run.nextSeq} + 1`, tidies: state.tidying.size > 0 })
    .where(and(eq(run.workspaceId, workspaceId), eq(run.id, id)))
  await record(tx, actor, 'run.moved', { type: 'run', id }, { flowId, from: row.versionId, to: versionId })
  return isTimed || hasMoreToDo(plan, state) ? { woken: await wakeRun(tx, { id, workspaceId }) } : {}
}

/** Whether the version has steps for it that can be done before its wait is over. */
function hasMoreToDo(plan: Plan, state: RunState): boolean {
  return decide(plan, state).some(({ type }) => type !== 'retry.sleep')
}
