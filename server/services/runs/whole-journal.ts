import type { RunEvent } from '@/flow/engine/events'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { readJournal } from './read-journal'
import type { RunRow } from './run-of'

/** Everything that happened in a run, however much that is. */
export async function wholeJournal(tx: Tx, actor: Actor, { id, startedAt, createdAt, triggerNodeId, input }: RunRow): Promise<RunEvent[]> {
  const events: RunEvent[] = []
  for (let more = true; more; ) {
    const chapter = await readJournal(tx, actor, id, events.length - 1)
    events.push(...chapter.events)
    more = chapter.more
  }
  // One that was cancelled before anybody took it never began.
  if (startedAt === null) events.unshift({ type: 'run.started', at: createdAt.getTime(), triggerNodeId, input })
  return events
}
