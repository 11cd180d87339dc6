import { z } from 'zod'
import type { RunEvent } from '@/flow/engine/events'
import { isTerminal, type RunStatus } from '@/flow/engine/status'
import { inWorkspace } from '../../db/tenancy'
import type { Actor } from '../actor'
import type { Call } from '../call'
import { rings } from '../live/rings'
import { stillHere } from '../live/still-here'
import { demand } from '../permissions'
import { readJournal } from './read-journal'
import { runOf } from './run-of'

export const FollowRunInput = z.strictObject({ id: z.uuid(), after: z.number().int().min(-1).default(-1) })

/** `events` are number `from`, `from + 1`, …; none of them when only the status changed. */
export type RunNews = { from: number; events: RunEvent[]; status: RunStatus; finishedAt: Date | null }

/** The journal after an event, then what is added to it, at most 20 times a second, until the run or the caller is gone. */
export async function followRun(
  { actor }: Call,
  input: z.input<typeof FollowRunInput>,
  signal: AbortSignal,
): Promise<AsyncGenerator<RunNews>> {
  demand(actor, 'run.read')
  const { id, after } = FollowRunInput.parse(input)
  await inWorkspace(actor.workspaceId, (tx) => runOf(tx, actor, id))
  return follow(actor, id, after, signal)
}

async function* follow(actor: Actor, id: string, after: number, signal: AbortSignal): AsyncGenerator<RunNews> {
  let seen = after
  let told: RunStatus | undefined
  for await (const _ring of rings(`run:${id}`, signal)) {
    if (!(await stillHere(actor))) return
    for (let more = true; more; ) {
      const chapter = await inWorkspace(actor.workspaceId, (tx) => readJournal(tx, actor, id, seen))
      const { from, events, status, finishedAt } = chapter
      more = chapter.more
      if (events.length > 0 || status !== told) yield { from, events, status, finishedAt }
      seen += events.length
      told = status
      if (isTerminal(status) && !more) return
    }
  }
}
