import type { Json } from '../../json'
import { isTidying, scopesToTidy, waitsInVain } from '../cancelling'
import type { Command } from '../command'
import { inFlightKey } from '../command'
import { decide } from '../decide'
import type { RunEvent } from '../events'
import { applyEvent, fold } from '../fold'
import type { Plan } from '../plan'
import { scopeOf } from '../scope-of'
import { frameIn, frameOf, iterationOf, nodeOf } from '../step'

/** What a node does when it is tried: by default it gives what it saw. */
export type Behaviour = {
  port?: string
  items?: Json[]
  /** Items that are handed to the loop at once; by default all. */
  chunk?: number
  /** How often a repeat goes through. */
  passes?: number
  /** Attempts that fail before one succeeds; `Infinity` fails for good after `retries`. */
  failures?: number
  retries?: number
  waits?: 'timer' | 'approval'
  effect?: 'read' | 'keyed' | 'unsafe'
  /** The world can be asked whether the effect took place. */
  lookUp?: boolean
}

export type Behaviours = Record<string, Behaviour | ((item: Json) => Behaviour)>

/** The outside world: it outlives performers. `done` counts effects that really happened, by key. */
export type World = { done: Map<string, number>; clock: number }

type Task = { key: string; events: Iterator<RunEvent> }

/**
 * Performs a run in memory: tasks in flight side by side, one event of a task picked by `pick` at a time.
 * Gives the journal up to the end, or up to `stopAfter` events, which is a crash: what was in flight is lost.
 */
export function perform(
  plan: Plan,
  behaviours: Behaviours,
  options: {
    journal?: RunEvent[]
    world?: World
    pick?: (count: number) => number
    input?: Json
    trigger?: string
    /** From so many events on, somebody wishes to cancel it. */
    cancelAfter?: number
    /** What is under way then hangs, and is let go of. */
    cutsShort?: boolean
    /** The performer dies then: what is in flight is lost. */
    stopAfter?: number
    /** How much may be in flight. */
    room?: number
    /** False: outputs are null, for runs too large to look at. */
    see?: boolean
  } = {},
): RunEvent[] {
  const world = options.world ?? { done: new Map(), clock: 0 }
  const journal: RunEvent[] = options.journal ?? []
  if (journal.length === 0)
    journal.push({ type: 'run.started', at: world.clock, triggerNodeId: options.trigger ?? 't', input: options.input ?? 'input' })
  const state = fold(plan, journal)
  const inFlight = new Map<string, Task>()
  const append = (event: RunEvent) => {
    journal.push(event)
    applyEvent(plan, state, event)
  }

  for (let turn = 0; state.status === 'running'; turn++) {
    if (journal.length >= (options.stopAfter ?? Number.POSITIVE_INFINITY)) break
    if (turn > 500_000) throw new Error(`the run never ends: ${[...state.active].join(', ')}`)
    const toCancel = !state.cancelling && journal.length >= (options.cancelAfter ?? Number.POSITIVE_INFINITY)
    if (toCancel && options.cutsShort) inFlight.clear()
    const scopes = toCancel ? scopesToTidy(state) : []
    if (toCancel && [...inFlight.keys()].every((key) => isTidying(scopes, key))) {
      append(scopes.length > 0 ? { type: 'run.cancelling', at: ++world.clock, scopes } : cancelled())
      continue
    }
    for (const command of toCancel ? [] : decide(plan, state, inFlight, (options.room ?? Number.POSITIVE_INFINITY) - inFlight.size)) {
      const key = inFlightKey(command)
      const events = eventsOf(command)
      inFlight.set(key, { key, events })
      advance(key)
    }
    if (inFlight.size === 0) closeAWait()
    else advance([...inFlight.keys()][options.pick?.(inFlight.size) ?? 0] ?? '')
  }
  return journal

  function cancelled(): RunEvent {
    return { type: 'run.cancelled', at: ++world.clock, reason: 'Somebody cancelled it.' }
  }

  function advance(key: string): void {
    const task = inFlight.get(key)
    const next = task?.events.next()
    if (!task || !next || next.done) inFlight.delete(key)
    else append(next.value)
  }

  function closeAWait(): void {
    if (state.status !== 'running') return
    const [step, wait] = [...state.waits][0] ?? []
    if (!step || !wait) throw new Error('nothing to do, yet the run goes on')
    const byPerson = { happened: world.done.has(step) }
    const result = wait.kind !== 'verify' ? 'woken' : wait.wakeAt === null ? byPerson : { lookAgain: true }
    append({ type: 'wait.closed', at: ++world.clock, step, waitId: wait.waitId, result })
  }

  function* eventsOf(command: Command): Generator<RunEvent> {
    const at = () => ++world.clock
    switch (command.type) {
      case 'step.run':
      case 'retry.sleep':
        return yield* run(command.step, command.attempt)
      case 'step.resume':
      case 'scope.close':
        return yield { type: 'step.completed', at: at(), step: command.step, attempt: command.attempt, ...done(command.step, command) }
      case 'step.verify':
        return yield* verify(command.step, command.attempt)
      case 'step.skip':
        return yield { type: 'step.skipped', at: at(), step: command.step, reason: command.reason }
      case 'loop.open': {
        const { items = [], chunk = items.length } = behaviourOf(command.step)
        const { step, attempt, fed } = command
        const all = fed > 0 || chunk < items.length ? { total: items.length } : {}
        if (fed === 0) yield { type: 'loop.opened', at: at(), step, attempt, items: items.slice(0, chunk), ...all }
        for (let from = fed || chunk; from < items.length; from += chunk) {
          yield { type: 'loop.fed', at: at(), step, items: items.slice(from, from + chunk) }
        }
        return
      }
      case 'loop.collect': {
        const { step, index } = command
        const again = index + 1 < (behaviourOf(step).passes ?? 0)
        return yield { type: 'loop.collected', at: at(), step, index, output: seen(frameIn(step, index)), ...(again ? { again } : {}) }
      }
      case 'loop.sweep':
        return yield sweep(command.step, command.index)
      case 'loop.close':
        return yield { type: 'loop.closed', at: at(), step: command.step, attempt: command.attempt, port: 'out' }
      case 'scope.open':
        return yield { type: 'scope.opened', at: at(), step: command.step, attempt: command.attempt }
      case 'scope.leave':
        return yield { type: 'scope.tried', at: at(), step: command.step, output: seen(frameIn(command.step, 0)) }
      case 'scope.turn': {
        const { step, part, failure } = command
        return yield { type: 'scope.turned', at: at(), step, part, ...(failure ? { failure } : {}) }
      }
      case 'container.fail':
        return yield { type: 'step.failed', at: at(), step: command.step, attempt: command.attempt, error: command.error }
      case 'run.cancel':
        return yield cancelled()
      case 'run.succeed':
        return yield { type: 'run.succeeded', at: at() }
      case 'run.fail':
        return yield { type: 'run.failed', at: at(), step: command.step, error: command.error }
      case 'run.stall':
        return yield { type: 'run.failed', at: at(), error: command.error }
    }
  }

  /** Two at a time; an iteration in which anything is out of the ordinary is left to be done step by step. */
  function sweep(step: string, index: number): RunEvent {
    const items = state.loops.get(step)?.items.slice(index, index + 2) ?? []
    const nodes = plan.nodes.get(nodeOf(step))?.bodies[0]?.nodes ?? []
    const odd = items.findIndex((item) => nodes.some(({ id }) => Object.keys(given(id, item)).length > 0))
    const outputs = (odd < 0 ? items : items.slice(0, odd)).map(() => 'swept')
    const passed = Object.fromEntries(nodes.map(({ id }) => [id, outputs.length]))
    return { type: 'loop.swept', at: ++world.clock, step, index, outputs, passed, ...(odd < 0 ? {} : { stepwise: 'this' }) }
  }

  function* run(step: string, attempt: number): Generator<RunEvent> {
    const { failures = 0, retries = 0, waits, effect } = behaviourOf(step)
    yield { type: 'step.started', at: ++world.clock, step, attempt }
    if (effect) {
      yield { type: 'effect.announced', at: ++world.clock, step, attempt, key: step, effect }
      // A keyed effect that was done is recognised by its key.
      if (effect !== 'keyed' || !world.done.has(step)) world.done.set(step, (world.done.get(step) ?? 0) + 1)
    }
    if (attempt <= failures) {
      const error = { code: 'boom', message: `${nodeOf(step)} broke` }
      yield { type: 'step.failed', at: ++world.clock, step, attempt, error, ...(attempt <= retries ? { retryAt: world.clock } : {}) }
    } else if (waits) {
      yield waitOrNot({ type: 'wait.opened', at: ++world.clock, step, attempt, waitId: `w${world.clock}`, kind: waits })
    } else {
      yield { type: 'step.completed', at: ++world.clock, step, attempt, ...done(step) }
    }
  }

  /** What is not there when it is looked for first may still be on its way. */
  function* verify(step: string, attempt: number): Generator<RunEvent> {
    const wait = { type: 'wait.opened', at: ++world.clock, step, attempt, waitId: `w${world.clock}`, kind: 'verify' } as const
    if (!behaviourOf(step).lookUp) return yield waitOrNot(wait)
    const looksAgain = state.steps.get(step)?.looks.some((look) => look.attempt === attempt)
    const answer = world.done.has(step) ? 'found' : looksAgain ? 'missing' : 'not-yet'
    yield { type: 'effect.looked-up', at: ++world.clock, step, attempt, answer, note: '' }
    if (answer === 'found') yield { type: 'step.completed', at: ++world.clock, step, attempt, ...done(step) }
    else if (answer === 'not-yet') yield waitOrNot({ ...wait, wakeAt: world.clock })
  }

  function waitOrNot(wait: Extract<RunEvent, { type: 'wait.opened' }>): RunEvent {
    const { at, step, attempt } = wait
    const error = state.cancelling && waitsInVain(wait.kind)
    return error ? { type: 'step.failed', at, step, attempt, error } : wait
  }

  function done(step: string, command?: Command): { port: string; output: Json } {
    const output = command?.type === 'scope.close' ? command.output : seen(step)
    return { port: behaviourOf(step).port ?? 'out', output }
  }

  function behaviourOf(step: string): Behaviour {
    const around = iterationOf(frameOf(step))
    return given(nodeOf(step), around ? (state.loops.get(around.container)?.items[around.index] ?? null) : null)
  }

  function given(nodeId: string, item: Json): Behaviour {
    const behaviour = behaviours[nodeId] ?? {}
    return typeof behaviour === 'function' ? behaviour(item) : behaviour
  }

  /** An output that says what could be seen, so that a wrong scope shows in the end state. */
  function seen(step: string): Json {
    if (options.see === false) return null
    const scope = scopeOf(plan, state, step, { vars: {}, run: { id: 'r', startedAt: '', mode: 'test', flowName: '', timeZone: 'UTC' } })
    const keys = Object.keys(scope.steps).sort().join(' ')
    return scope.item === undefined ? keys : `${keys} | ${JSON.stringify(scope.item)} ${scope.index}`
  }
}
