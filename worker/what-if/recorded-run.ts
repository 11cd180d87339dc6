import { and, asc, eq } from 'drizzle-orm'
import type { ApprovalRequest } from '@/flow/define/approval'
import type { RunEvent } from '@/flow/engine/events'
import { fold } from '@/flow/engine/fold'
import { eventsOf } from '@/flow/engine/journal-entry'
import type { Plan } from '@/flow/engine/plan'
import type { RunState } from '@/flow/engine/state'
import { aroundStep } from '@/flow/engine/step'
import { journal, outsideCall, run, wait } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { type PublishedFlow, publishedFlow } from '../engine/published-flow'
import { type StepRecord, stepRecords } from './phases'

/** Everything that is on record of a run that ended. */
export type RecordedRun = {
  row: typeof run.$inferSelect & { startedAt: Date }
  flow: PublishedFlow
  plan: Plan
  events: RunEvent[]
  state: RunState
  steps: Map<string, StepRecord>
  /** Sealed still: most of them are never looked into. */
  calls: (typeof outsideCall.$inferSelect)[]
  /** What people were asked, by wait. */
  requests: Map<string, ApprovalRequest>
}

/** Why a run can't be tried on, in words for whoever reads the table. */
export class NoRecord extends Error {}

const MOST_EVENTS = 60_000
const MOST_CALLS = 5_000

/** @throws NoRecord */
export async function recordedRun(workspaceId: string, runId: string): Promise<RecordedRun> {
  const { row, events, calls, waits } = await inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx
      .select()
      .from(run)
      .where(and(eq(run.workspaceId, workspaceId), eq(run.id, runId)))
    if (!row) throw new NoRecord('This run is not there any more.')
    if (row.nextSeq > MOST_EVENTS) throw new NoRecord('This run did more than can be tried again.')
    const ofRun = <T extends typeof outsideCall | typeof wait>(table: T) => and(eq(table.workspaceId, workspaceId), eq(table.runId, runId))
    const segments = await tx
      .select({ events: journal.events })
      .from(journal)
      .where(and(eq(journal.workspaceId, workspaceId), eq(journal.runId, runId)))
      .orderBy(asc(journal.seq))
    const calls = await tx.select().from(outsideCall).where(ofRun(outsideCall)).orderBy(asc(outsideCall.id)).limit(MOST_CALLS)
    const waits = await tx.select({ id: wait.id, request: wait.request }).from(wait).where(ofRun(wait))
    return { row, events: segments.flatMap((segment) => eventsOf(segment.events)), calls, waits }
  })
  const { startedAt } = row
  // What came in goes first, and is empty from then on: tried with nothing, it would seem to come out otherwise.
  if (!startedAt || row.detailsRemovedAt || events.length < row.nextSeq - 1)
    throw new NoRecord('What this run did is not on record any more.')
  const flow = await publishedFlow(workspaceId, row.versionId)
  if (!flow) throw new NoRecord('The version of this run can’t be read any more.')
  const plan = flow.planUntil(row.untilNodeId)
  const start: RunEvent = { type: 'run.started', at: startedAt.getTime(), triggerNodeId: row.triggerNodeId, input: row.input }
  const all = [start, ...events]
  const state = fold(plan, all)
  const own = {
    steps: stepRecords(all),
    calls,
    requests: new Map(waits.flatMap(({ id, request }) => (request ? [[id, request]] : []))),
  }
  const { continuesRunId } = row
  const whole =
    continuesRunId === null || state.reused.size === 0 ? own : withTakenOver(own, state, await recordedRun(workspaceId, continuesRunId))
  return { row: { ...row, startedAt }, flow, plan, events: all, state, ...whole }
}

type Doings = Pick<RecordedRun, 'steps' | 'calls' | 'requests'>

/** What a run took over from the one it went on from, it has done: how is on record there. */
function withTakenOver(own: Doings, state: RunState, before: Doings): Doings {
  const isOfBefore = (step: string) => state.reused.has(step) || isInTakenOver(state, step)
  return {
    steps: new Map([...[...before.steps].filter(([step]) => isOfBefore(step)), ...own.steps]),
    calls: [...before.calls.filter(({ step }) => isOfBefore(step)), ...own.calls],
    requests: new Map([...before.requests, ...own.requests]),
  }
}

/** In a loop or a Try that was taken over whole: its own journal tells of no step inside. */
export function isInTakenOver({ reused }: RunState, step: string): boolean {
  return reused.size > 0 && aroundStep(step).some((container) => reused.has(container))
}
