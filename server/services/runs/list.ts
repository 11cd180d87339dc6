import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import type { RunError } from '@/flow/engine/events'
import type { RunStatus } from '@/flow/engine/status'
import { isOneOf } from '../../db/is-one-of'
import { flow, lane, run, user } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { type CancelledBy, cancellation } from './cancelled-by'
import { floorOf } from './holds-text'
import { searchFor } from './in-large-values'
import { conditionsOf, RunFilterSchema } from './run-filter'
import { runsOf } from './runs-of'
import { type StartedBy, startedBy, starterIsUser } from './started-by'
import { type WaitsFor, waitsOf } from './waits-of'

export const ListRunsInput = RunFilterSchema.extend({
  limit: z.number().int().min(1).max(100).default(50),
  /** Id of the last run of the page before: ids sort by time. */
  cursor: z.uuid().optional(),
  /** Of these only: what became of runs that changed. */
  among: z.array(z.uuid()).min(1).max(100).optional(),
})

export type RunListItem = {
  id: string
  flowId: string
  flowName: string
  status: RunStatus
  mode: 'live' | 'test'
  startedBy: StartedBy
  createdAt: Date
  startedAt: Date | null
  finishedAt: Date | null
  /** Queued while its flow is paused. */
  paused: boolean
  /** Why it waits; left out while it does not. */
  waitsFor?: WaitsFor
  /** Of a cancelled one. */
  cancelledBy?: CancelledBy
  /** Without what the other side said: that can be much, and is in the run. */
  error?: Omit<RunError, 'detail'>
}

const canceller = alias(user, 'canceller')

/** The newest first. A page of a search for text may be empty and still have a next one: it reads a bounded number of runs. `unread`: values too large for it. */
export async function listRuns(
  { actor }: Call,
  input: z.input<typeof ListRunsInput>,
): Promise<{ items: RunListItem[]; nextCursor: string | null; unread: number }> {
  demand(actor, 'run.read')
  const { limit, cursor, text, among, ...filter } = ListRunsInput.parse(input)
  return inWorkspace(actor.workspaceId, async (tx) => {
    const conditions = conditionsOf(actor.workspaceId, filter)
    if (among) conditions.push(isOneOf(run.id, among))
    const search = text ? await searchFor(tx, text, conditions, await floorOf(tx, filter.flowId, conditions, cursor), cursor) : null
    const floor = search?.floor ?? null
    const rows = await tx
      .select({
        id: run.id,
        flowId: run.flowId,
        flowName: flow.name,
        status: run.status,
        mode: run.mode,
        by: run.startedBy,
        starter: user.name,
        createdAt: run.createdAt,
        startedAt: run.startedAt,
        finishedAt: run.finishedAt,
        error: run.error,
        canceller: { id: run.cancelledBy, name: canceller.name },
        paused: sql<boolean>`${run.status} = 'queued' and ${lane.pausedAt} is not null`,
      })
      .from(runsOf(tx, filter.flowId))
      .innerJoin(flow, and(eq(flow.workspaceId, run.workspaceId), eq(flow.id, run.flowId)))
      .leftJoin(user, starterIsUser)
      .leftJoin(canceller, eq(canceller.id, run.cancelledBy))
      .leftJoin(lane, and(eq(lane.workspaceId, run.workspaceId), eq(lane.id, run.flowId)))
      .where(and(...conditions, cursor ? lt(run.id, cursor) : undefined, floor ? gte(run.id, floor) : undefined, search?.holds))
      .orderBy(desc(run.id))
      .limit(limit + 1)
    const shown = rows.slice(0, limit)
    const waiting = shown.filter(({ status }) => status === 'waiting').map(({ id }) => id)
    const waits = await waitsOf(tx, actor.workspaceId, waiting)
    const items = shown.map(({ by, starter, canceller, error, ...row }): RunListItem => {
      const waitsFor = waits.get(row.id)
      return {
        ...row,
        startedBy: startedBy(by, starter),
        ...(waitsFor ? { waitsFor } : {}),
        ...(row.status === 'cancelled' ? { cancelledBy: cancellation({ cancelledBy: canceller.id, startedBy: by }, canceller.name) } : {}),
        ...(error ? { error: inShort(error) } : {}),
      }
    })
    const nextCursor = rows.length > limit ? (items.at(-1)?.id ?? null) : floor
    return { items, nextCursor, unread: search?.unread ?? 0 }
  })
}

function inShort({ detail: _, ...error }: RunError): Omit<RunError, 'detail'> {
  return error
}
