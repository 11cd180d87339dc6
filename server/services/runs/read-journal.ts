import { and, asc, eq, gt, max, sql } from 'drizzle-orm'
import type { RunEvent } from '@/flow/engine/events'
import { eventsOf } from '@/flow/engine/journal-entry'
import type { RunStatus } from '@/flow/engine/status'
import { journal } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { runOf } from './run-of'

export type Chapter = {
  /** Number of the first event; they follow each other without a gap. */
  from: number
  events: RunEvent[]
  status: RunStatus
  finishedAt: Date | null
  /** More is written already than was read. */
  more: boolean
}

const MOST_SEGMENTS = 500

/**
 * What happened after event number `after` (-1: everything). The run's row is read before its journal, so a status that
 * ends a run is never told before the events that led there.
 */
export async function readJournal(tx: Tx, actor: Actor, runId: string, after: number): Promise<Chapter> {
  const run = await runOf(tx, actor, runId)
  const { status, finishedAt } = run
  if (!run.startedAt) return { from: 0, events: [], status, finishedAt, more: false }
  const started: RunEvent = { type: 'run.started', at: run.startedAt.getTime(), triggerNodeId: run.triggerNodeId, input: run.input }
  const ofRun = and(eq(journal.workspaceId, actor.workspaceId), eq(journal.runId, runId))

  // A segment may begin before `after` and end behind it.
  const [covering] = await tx
    .select({ seq: max(journal.seq) })
    .from(journal)
    .where(and(ofRun, sql`${journal.seq} <= ${after}`))
  const segments = await tx
    .select({ seq: journal.seq, events: journal.events })
    .from(journal)
    .where(and(ofRun, gt(journal.seq, (covering?.seq ?? 0) - 1)))
    .orderBy(asc(journal.seq))
    .limit(MOST_SEGMENTS)
  const from = after + 1
  const events = segments.flatMap(({ seq, events }) => eventsOf(events).slice(Math.max(0, from - seq)))
  return { from, events: from === 0 ? [started, ...events] : events, status, finishedAt, more: segments.length === MOST_SEGMENTS }
}
