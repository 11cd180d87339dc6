import type { NodeError } from '@/flow/define/node-error'
import { isTidying, scopesToTidy } from '@/flow/engine/cancelling'
import { type Command, inFlightKey } from '@/flow/engine/command'
import { decide } from '@/flow/engine/decide'
import { isTerminal, type RunStatus } from '@/flow/engine/status'
import { StoreAway } from '@/server/blobs/store-away'
import { isDatabaseAway } from '@/server/db/away'
import { newId } from '@/server/db/id'
import { log } from '@/server/log'
import type { ClaimedRun } from './claim'
import { FenceLost } from './flusher'
import { type Budget, budgetOf, ENDED_WITHIN_MS, MAX_IN_FLIGHT, overLimit, TIDIED_WITHIN_MS } from './limits'
import type { FiredWait } from './load-history'
import { caught, isLater } from './now-or-later'
import { endAsCancelled, failRun, type Performance, perform } from './perform'

/** A run with nothing to do for longer than this leaves memory. */
const PARK_AFTER_MS = 2_000
/** What could not be done because the store of files was away is done again after so long. */
const STORE_AGAIN_MS = 10_000
/** Timers know no more than 24 days; flows may allow a run a year. */
const LONGEST_NAP_MS = 86_400_000

type CancelWish = Pick<ClaimedRun, 'cancelledAt' | 'cancelledBy'>

const NOTHING = { begun: 0, done: 0 }
const GIVEN_UP = new Error('The run was cancelled, and this took too long to end')

/**
 * Drives one run from its claim until it ends, waits, or is another's: decide, perform, until nothing is left to do.
 * Everything it knows stands in the journal, so dropping a drive at any moment loses time, never truth.
 */
export class Drive {
  #on: Performance
  #abort: AbortController
  readonly #budget: Budget
  readonly #inFlight = new Map<string, Promise<unknown>>()
  /** Retries, and what the store of files held up, that are not due yet, by the key of their command. */
  readonly #sleeping = new Map<string, number>()
  #fired: readonly FiredWait[]
  #isCutShort = false
  #leaving = false
  #failure: unknown
  #dropped = false
  readonly #callsGivenUp: (steps: readonly string[]) => void
  #nudge = () => {}
  readonly #busy = { has: (key: string) => this.#inFlight.has(key) || this.#sleeping.has(key) }
  readonly #fail = (error: unknown) => {
    if (error !== GIVEN_UP) this.#failure ??= error
  }

  /** `callsGivenUp`: these steps no longer wait for the flows they called, although the run goes on. */
  constructor(on: Performance, abort: AbortController, fired: readonly FiredWait[], callsGivenUp: (steps: readonly string[]) => void) {
    this.#on = on
    this.#abort = abort
    this.#callsGivenUp = callsGivenUp
    this.#budget = budgetOf(on.flow.graph.settings)
    this.#fired = fired
  }

  /** Waits that ended, or a wish to cancel, while the run was in memory. */
  signal(fired: readonly FiredWait[], wish: CancelWish | null): void {
    this.#fired = [...this.#fired, ...fired]
    if (wish && this.#cancelledAt === null) this.#on = { ...this.#on, run: { ...this.#on.run, ...wish } }
    this.#nudge()
  }

  /** Finish what is in flight, begin nothing, and hand the run back. */
  leave(): void {
    this.#leaving = true
    this.#nudge()
  }

  /** Stop at once, write nothing more. */
  drop(reason: Error): void {
    this.#dropped = true
    this.#failure ??= reason
    this.#abort.abort(reason)
    this.#nudge()
  }

  /** Gives the status the run was left in. */
  async run(): Promise<RunStatus> {
    try {
      return await this.#drive()
    } catch (error) {
      if (this.#dropped || this.#on.journal.broken !== undefined || error instanceof FenceLost || isDatabaseAway(error)) throw error
      return await failRun(this.#on, error)
    } finally {
      if (this.#inFlight.size > 0) this.#abort.abort(new Error('The run is over'))
      await Promise.allSettled(this.#inFlight.values())
    }
  }

  async #drive(): Promise<RunStatus> {
    const { journal, clock, turns } = this.#on
    await turns.next()
    for (;;) {
      if (turns.isOver) await turns.next()
      this.#throwIfBroken()
      if (isTerminal(journal.state.status)) return journal.state.status
      const wish = this.#heed()
      if (wish === 'end') return this.#cancel()
      this.#endCallsGivenUp()
      this.#closeWaits()
      const tooMuch = this.#overLimit()
      if (tooMuch) return journal.state.cancelling ? this.#cancel() : this.#stop(tooMuch)

      const { begun, done } = this.#leaving || wish === 'hold' ? NOTHING : this.#begin()
      if (done > 0) continue
      if (this.#inFlight.size > 0) await this.#change(this.#nextDue(wish) - clock.now())
      else if (this.#leaving) return this.#give('queued')
      else if (begun === 0) {
        const due = Math.min(...this.#sleeping.values(), this.#tidyUntil()) - clock.now()
        if (due > PARK_AFTER_MS) return this.#give('waiting')
        await this.#change(due)
      }
    }
  }

  /** Begins what can be begun, and says how much that was, and how much of it is done already. */
  #begin(): typeof NOTHING {
    const { plan, journal, clock, turns } = this.#on
    if (this.#sleeping.size > 0) this.#wake(clock.now())
    const commands = decide(plan, journal.state, this.#busy, MAX_IN_FLIGHT - this.#inFlight.size)
    let done = 0
    for (const command of commands) {
      if (command.type === 'retry.sleep' && command.until > clock.now()) this.#sleeping.set(inFlightKey(command), command.until)
      else if (this.#start(command)) done += 1
      // What is left is decided again in the next turn.
      if (done > 0 && commands.length > 1 && turns.isOver) break
    }
    return { begun: commands.length, done }
  }

  #wake(now: number): void {
    for (const [key, until] of this.#sleeping) if (until <= now) this.#sleeping.delete(key)
  }

  /** True when it is done on the spot. */
  #start(command: Command): boolean {
    const key = inFlightKey(command)
    const doing = caught(
      () => perform(this.#on, command),
      (error) => (error instanceof StoreAway ? this.#putOff(key, error) : this.#fail(error)),
    )
    if (!isLater(doing)) return true
    this.#inFlight.set(
      key,
      doing.then(() => {
        this.#inFlight.delete(key)
        this.#nudge()
      }),
    )
    return false
  }

  /** Nobody's failure: everything else in the run goes on meanwhile. */
  #putOff(key: string, err: StoreAway): void {
    log.warn({ err, runId: this.#on.run.id }, 'The store of files is away; a step is done again in a while')
    this.#sleeping.set(key, this.#on.clock.now() + STORE_AGAIN_MS)
  }

  #closeWaits(): void {
    if (this.#fired.length === 0) return
    const { journal, clock } = this.#on
    const { waits } = journal.state
    const fired = this.#fired
    this.#fired = []
    for (const { id, step, result } of fired) {
      const known = waits.get(step)?.waitId === id
      journal.append(known ? [{ type: 'wait.closed', at: clock.now(), step, waitId: id, result }] : [], { closed: [id] })
    }
  }

  #endCallsGivenUp(): void {
    const steps = this.#on.journal.callsGivenUp.splice(0)
    if (steps.length > 0) this.#callsGivenUp(steps)
  }

  /**
   * A wish to cancel ends the run at once, unless something in it is to be tidied up also then. That begins when nothing else is
   * under way any more: what is has a moment to end, because an effect that is cut short could need a person, and there is
   * none to wait for. What hangs must not use up the time for tidying.
   */
  #heed(): 'end' | 'hold' | null {
    const { journal, clock } = this.#on
    if (this.#cancelledAt === null) return null
    if (this.#tidyUntil() <= clock.now()) return 'end'
    if (journal.state.cancelling) return null
    const scopes = scopesToTidy(journal.state)
    if (scopes.length === 0) return 'end'
    if (!this.#mayTidy(scopes)) {
      if (this.#holdUntil() <= clock.now()) this.#cutShort()
      return 'hold'
    }
    journal.append([{ type: 'run.cancelling', at: clock.now(), scopes }])
    this.#sleeping.clear()
    return null
  }

  /** What is in a last part already goes on there, unless it was cut short with all the others. */
  #mayTidy(scopes: readonly string[]): boolean {
    return this.#isCutShort ? this.#inFlight.size === 0 : [...this.#inFlight.keys()].every((key) => isTidying(scopes, key))
  }

  /** Whatever is under way is let go of as if its worker had died; what comes after it has a signal of its own. */
  #cutShort(): void {
    this.#isCutShort = true
    this.#abort.abort(GIVEN_UP)
    this.#abort = new AbortController()
    this.#on = { ...this.#on, signal: this.#abort.signal }
  }

  #holdUntil(): number {
    return this.#isCutShort ? Number.POSITIVE_INFINITY : (this.#cancelledAt ?? 0) + ENDED_WITHIN_MS
  }

  /** When there is something to do again, should nothing in flight end before. */
  #nextDue(wish: 'hold' | null): number {
    if (wish === 'hold') return this.#holdUntil()
    return Math.min(this.#tidyUntil(), this.#deadline(), ...(this.#leaving ? [] : this.#sleeping.values()))
  }

  get #cancelledAt(): number | null {
    return this.#on.run.cancelledAt?.getTime() ?? null
  }

  /** A minute from when it began; that much is left also when it begins as late as it may. */
  #tidyUntil(): number {
    if (this.#cancelledAt === null) return Number.POSITIVE_INFINITY
    const latest = this.#cancelledAt + ENDED_WITHIN_MS
    return Math.min(this.#on.journal.state.cancelling?.at ?? latest, latest) + TIDIED_WITHIN_MS
  }

  #cancel(): Promise<RunStatus> {
    this.#abort.abort(new Error('The run was cancelled'))
    return endAsCancelled(this.#on, this.#tidyUntil() > this.#on.clock.now())
  }

  /** What is under way is cut short first, so that nothing is told after the end. */
  #stop(reason: NodeError): Promise<RunStatus> {
    this.#abort.abort(reason)
    return failRun(this.#on, reason)
  }

  /** Gives the run away: to wait for something, or to whichever worker takes it next. */
  #give(status: 'waiting' | 'queued'): Promise<RunStatus> {
    const wakeAt = Math.min(...this.#sleeping.values(), this.#deadline())
    const opened = status === 'waiting' && Number.isFinite(wakeAt) ? [{ id: newId(), step: '', kind: 'timer' as const, wakeAt }] : []
    return this.#on.journal.append([], { status, opened })
  }

  #deadline(): number {
    if (this.#on.journal.state.cancelling) return this.#tidyUntil()
    return this.#on.run.startedAt.getTime() + (this.#budget.timeoutMs ?? Number.POSITIVE_INFINITY)
  }

  #overLimit(): NodeError | null {
    const { journal, clock, run } = this.#on
    const isTimed = this.#budget.timeoutMs !== undefined && !journal.state.cancelling
    const elapsedMs = isTimed ? clock.now() - run.startedAt.getTime() : 0
    return overLimit({ steps: journal.state.steps.size, bytes: journal.bytes, elapsedMs }, this.#budget)
  }

  #throwIfBroken(): void {
    const reason = this.#on.journal.broken ?? this.#failure
    if (reason !== undefined) throw reason
  }

  /** Until something ended, was signalled, or is due. */
  async #change(dueInMs = Number.POSITIVE_INFINITY): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.#nudge = resolve
      if (Number.isFinite(dueInMs)) timer = setTimeout(resolve, Math.min(LONGEST_NAP_MS, Math.max(0, dueInMs)))
    })
    clearTimeout(timer)
  }
}
