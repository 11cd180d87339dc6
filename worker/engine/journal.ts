import type { Reply } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import type { RunEvent, StepError } from '@/flow/engine/events'
import { applyEvent, fold } from '@/flow/engine/fold'
import type { Plan } from '@/flow/engine/plan'
import type { RunState } from '@/flow/engine/state'
import type { RunStatus } from '@/flow/engine/status'
import type { Append, OpenedWait } from './append'
import type { ClaimedRun } from './claim'
import type { Flusher } from './flusher'
import type { History } from './load-history'

type Extras = { status?: Append['status']; error?: StepError; reply?: Reply; opened?: OpenedWait[]; closed?: string[] }

/**
 * One run's journal in the hands of its owner: every event changes the state at once and is on its way to disk in the
 * same breath. Callers wait for the write only where something must be durable before it is acted upon; if any write
 * fails, `broken` says so and the run is let go, because its state in memory is ahead of its journal.
 */
export class Journal {
  readonly state: RunState
  readonly #plan: Plan
  readonly #run: ClaimedRun
  readonly #flush: Flusher
  #nextSeq: number
  #bytes = 0
  #broken: unknown

  constructor(plan: Plan, run: ClaimedRun, { events, bytes }: Pick<History, 'events' | 'bytes'>, flush: Flusher) {
    this.#plan = plan
    this.#run = run
    this.#flush = flush
    this.#nextSeq = run.nextSeq
    this.state = fold(plan, events)
    this.#bytes = bytes
  }

  /** Of all its events. */
  get bytes(): number {
    return this.#bytes
  }

  get broken(): unknown {
    return this.#broken
  }

  append(events: readonly RunEvent[], extras: Extras = {}): Promise<RunStatus> {
    const texts = events.map(jsonText)
    for (const event of events) applyEvent(this.#plan, this.state, event)
    const append: Append = {
      runId: this.#run.id,
      workspaceId: this.#run.workspaceId,
      epoch: this.#run.epoch,
      seq: this.#nextSeq,
      events: texts,
      progress: events.some(({ type }) => type !== 'step.started' && type !== 'effect.announced'),
      status: extras.status,
      error: extras.error,
      reply: extras.reply,
      opened: extras.opened ?? [],
      closed: extras.closed ?? [],
    }
    this.#nextSeq += events.length
    this.#bytes += texts.reduce((sum, text) => sum + text.length, 0)
    const written = this.#flush(append)
    written.catch((error) => {
      this.#broken ??= error
    })
    return written
  }
}

function jsonText(event: RunEvent): string {
  try {
    return JSON.stringify(event)
  } catch {
    throw new NodeError('output_unusable', 'The data is nested too deeply to be kept.', { retry: false })
  }
}
