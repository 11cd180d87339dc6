import type { Reply } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import type { RunError, RunEvent } from '@/flow/engine/events'
import { applyEvent, fold } from '@/flow/engine/fold'
import type { Plan } from '@/flow/engine/plan'
import type { RunState } from '@/flow/engine/state'
import { isTerminal, type RunStatus } from '@/flow/engine/status'
import { canonicalJson } from '@/server/governance/chain/canonical-json'
import type { Append, Growing, OpenedWait } from './append'
import type { ClaimedRun } from './claim'
import type { Flusher } from './flusher'
import type { History } from './load-history'
import { canonicalOf, type RunningDigest } from './running-digest'

type Extras = { status?: Append['status']; error?: RunError; reply?: Reply; opened?: OpenedWait[]; closed?: string[] }

type Completed = Extract<RunEvent, { type: 'step.completed' }>

/**
 * One run's journal in the hands of its owner: every event changes the state at once and is on its way to disk in the
 * same breath. Callers wait for the write only where something must be durable before it is acted upon; if any write
 * fails, `broken` says so and the run is let go, because its state in memory is ahead of its journal.
 * What is appended before the flusher comes for it is one append, however many events it has.
 */
export class Journal {
  readonly state: RunState
  /** Steps that no longer wait for flows they called, although the run goes on; for whoever cancels those to take from here. */
  readonly callsGivenUp: string[] = []
  readonly #plan: Plan
  readonly #run: ClaimedRun
  readonly #flush: Flusher
  readonly #digest: RunningDigest | null
  #nextSeq: number
  #tidies: boolean
  #bytes = 0
  #broken: unknown
  #growing: Append | null = null
  /** Told with the step's end, if that is all that comes between. */
  #begun: { step: string; attempt: number; at: number } | null = null
  #written: Promise<RunStatus> = Promise.resolve('running')

  /** `digest`: of a journal that is only beginning, to be known at its end. */
  constructor(
    plan: Plan,
    run: ClaimedRun,
    { events, bytes }: Pick<History, 'events' | 'bytes'>,
    flush: Flusher,
    digest: RunningDigest | null = null,
  ) {
    this.#plan = plan
    this.#run = run
    this.#flush = flush
    this.#digest = digest
    // They were read as JSON, and are nothing else.
    for (const event of digest ? events : []) {
      const text = canonicalJson(event)
      digest?.add(text, () => text)
    }
    this.#nextSeq = run.nextSeq
    this.#tidies = run.tidies
    this.state = fold(plan, events)
    // Its waits ended with it. Whether what was called heard of it nobody knows: its worker may have died just then.
    this.#takeGivenUp()
    this.#bytes = bytes
  }

  /** Of all its events. */
  get bytes(): number {
    return this.#bytes
  }

  get broken(): unknown {
    return this.#broken
  }

  append(events: readonly RunEvent[], extras?: Extras): Promise<RunStatus> {
    const texts = events.map(jsonText)
    this.tellBegun()
    const append = this.#open()
    for (const [at, event] of events.entries()) {
      const text = texts[at] ?? ''
      this.#digest?.add(text, () => canonicalOf(event, text))
      this.#add(event, text)
    }
    if (extras) include(append, extras)
    if (extras?.reply || events.some(isIntent)) this.#flush.hurry?.()
    if (append.status !== undefined && isTerminal(append.status)) append.digest = this.#digest?.done()
    return this.#written
  }

  /** A step starts. If it is done before its caller goes on, that and its end are one entry; else `tellBegun` has to follow. */
  begin(step: string, attempt: number, at: number): void {
    this.tellBegun()
    this.#begun = { step, attempt, at }
  }

  tellBegun(): void {
    if (!this.#begun) return
    const { step, attempt, at } = this.#begun
    this.#begun = null
    const text = startedText(JSON.stringify(step), attempt, at)
    this.#digest?.addText(text)
    this.#add({ type: 'step.started', at, step, attempt }, text)
  }

  /** As `append`, for the event there is most of, and an output whose text is known already. */
  complete(event: Completed, outputText: string): void {
    const { type, at, step, attempt, port, output, standIn, logs } = event
    const name = JSON.stringify(step)
    const head = `{"at":${at},"attempt":${attempt},${logs ? `"logs":${JSON.stringify(logs)},` : ''}"output":`
    const tail = `,"port":${JSON.stringify(port)},${standIn ? `"standIn":"${standIn}",` : ''}"step":${name},`
    const ending = `"type":"${type}"}`
    const begun = this.#begun
    const isDone = begun?.step === step && begun.attempt === attempt
    if (isDone) {
      this.#begun = null
      this.#tell(this.#open(), { type: 'step.started', at: begun.at, step, attempt })
      this.#digest?.addText(startedText(name, attempt, begun.at))
    } else this.tellBegun()
    this.#digest?.add(outputText, () => head + canonicalOf(output, outputText) + tail + ending)
    // Joined, it is one text; added up it would keep all its parts until it is written.
    this.#add(event, [head, outputText, tail, isDone ? `"took":${at - begun.at},"type":"step.done"}` : ending].join(''))
  }

  #add(event: RunEvent, text: string): void {
    const append = this.#open()
    this.#tell(append, event)
    append.entries.push(text)
    // Something came after the end: whoever seals the run reads its journal.
    append.digest = undefined
    this.#bytes += text.length
  }

  #tell(append: Append, event: RunEvent): void {
    applyEvent(this.#plan, this.state, event)
    if (this.state.givenUp.length > 0) append.closed.push(...this.#takeGivenUp())
    append.progress ||= event.type !== 'step.started' && event.type !== 'effect.announced'
    append.count += 1
    this.#nextSeq += 1
  }

  /** Waits that nobody is asked about any more: they end with the event by which they were given up. */
  #takeGivenUp(): string[] {
    const waits = this.state.givenUp.splice(0)
    for (const { step, kind } of waits) if (kind === 'call') this.callsGivenUp.push(step)
    return waits.map(({ waitId }) => waitId)
  }

  /** The append that is still to be written; the flusher is told of it once. */
  #open(): Append {
    if (this.#growing) return this.#growing
    const { id, workspaceId, epoch } = this.#run
    const append: Append = {
      runId: id,
      workspaceId,
      epoch,
      seq: this.#nextSeq,
      count: 0,
      entries: [],
      progress: false,
      opened: [],
      closed: [],
    }
    const before = this.#bytes
    const growing: Growing = {
      letters: () => this.#bytes - before,
      take: () => {
        this.#growing = null
        const tidies = this.state.tidying.size > 0
        if (tidies !== this.#tidies) append.tidies = this.#tidies = tidies
        if (append.opened.length > 0) append.opened = stillOpen(append)
        return append
      },
    }
    this.#growing = append
    this.#written = this.#flush(growing)
    this.#written.catch((error) => {
      this.#broken ??= error
    })
    return append
  }
}

function startedText(name: string, attempt: number, at: number): string {
  return `{"at":${at},"attempt":${attempt},"step":${name},"type":"step.started"}`
}

function include(append: Append, { status, error, reply, opened, closed }: Extras): void {
  append.status = status ?? append.status
  append.error = error ?? append.error
  append.reply ??= reply
  if (opened) append.opened.push(...opened)
  if (closed) append.closed.push(...closed)
}

/** What was over before anybody could be told of it never was: the statement that opens waits closes none of them. */
function stillOpen({ opened, closed, status }: Append): OpenedWait[] {
  if (status !== undefined && isTerminal(status)) return []
  return closed.length > 0 ? opened.filter(({ id }) => !closed.includes(id)) : opened
}

/** Nothing is done about it before it is durable. */
function isIntent(event: RunEvent): boolean {
  return event.type === 'effect.announced' && event.effect !== 'read'
}

function jsonText(event: RunEvent): string {
  try {
    return JSON.stringify(event)
  } catch {
    throw new NodeError('output_unusable', 'The data is nested too deeply to be kept.', {
      retry: false,
      hint: 'Hand on only the part that is needed.',
    })
  }
}
