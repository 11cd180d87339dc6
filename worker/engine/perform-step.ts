import { type Action, type Effect, isOutcome, type Outcome } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { Json, JsonObject } from '@/flow/json'
import { StoreAway } from '@/server/blobs/store-away'
import { type Attempt, actionOf, attemptAt, keyOf } from './attempt'
import { isAway } from './away'
import { complete, conclude, printed } from './conclude'
import { retryDelay, stepErrorOf } from './failure'
import { FenceLost } from './flusher'
import { type Lifted, liftHeavy } from './heavy/heavy-step'
import { inTurn } from './in-turn'
import { after, caught, isLater, type NowOrLater } from './now-or-later'
import type { Performance } from './perform'
import { exampleOf, insteadOfWaiting, isHeldBack } from './rehearse'
import { InputError, resolveInput, sightAt } from './resolve-input'
import { type Work, withHands } from './step-context'
import { verifyEffect } from './verify-step'

/**
 * One attempt of one step. What changes the outside world is announced durably before it is touched, and only while the
 * lease holds; its key is the same for every attempt, so whoever receives it twice can tell.
 */
export function runStep(on: Performance, step: string, attempt: number): NowOrLater<unknown> {
  const trying = attemptAt(on, step, attempt)
  const { node } = trying
  on.journal.begin(step, attempt, on.clock.now())
  const doing = unlessInputFails(trying, () => {
    const action = actionOf(node)
    const sight = sightAt(on, node, step)
    const withInput = (input: JsonObject) => {
      const effect = typeof action.effect === 'function' ? action.effect(input) : action.effect
      if (isHeldBack(on.run, action, effect)) return conclude({ ...trying, standIn: 'example' }, exampleOf(action, node))
      const work = () => conclusion(trying, action, effect, input, (context) => action.run(context))
      if (effect === 'none') return work()
      const announced = () => announce(trying, effect).then(work)
      return node.node.connectionId === undefined ? announced() : inTurn(trying, node.node.connectionId, announced)
    }
    const lifted = liftHeavy(trying, sight)
    return lifted ? lifting(trying, action, lifted, withInput) : after(resolveInput(on, node, step, sight), withInput)
  })
  if (isLater(doing)) on.journal.tellBegun()
  return doing
}

/** A step whose data is heavy: as much of it as can be is done elsewhere. */
async function lifting(
  trying: Attempt,
  action: Action,
  lifted: Promise<Lifted>,
  withInput: (input: JsonObject) => NowOrLater<unknown>,
): Promise<unknown> {
  try {
    const did = await lifted
    if (did === null) return withInput(await resolveInput(trying.on, trying.node, trying.step))
    if ('input' in did) return withInput(did.input)
    trying.on.signal.throwIfAborted()
    return complete(trying, did.port, did.kept)
  } catch (error) {
    if (error instanceof InputError) throw error
    return fail(trying, action, 'none', NO_INPUT, error)
  }
}

/** Nobody needs to be asked, nor an app. */
const NOTHING_SENT = 'KAOS could not get at its own data before anything was sent, so the step is done again.'

const NO_INPUT: JsonObject = {}

/** The wait that the step asked for is over: the node says what follows, or the result itself is its output. */
export function resumeStep(on: Performance, step: string, attempt: number, result: Json): NowOrLater<unknown> {
  const resuming = attemptAt(on, step, attempt)
  return unlessInputFails(resuming, () => {
    const action = actionOf(resuming.node)
    const { resume } = action
    if (!resume) return conclude(resuming, result)
    return after(resolveInput(on, resuming.node, step), (input) =>
      conclusion(resuming, action, 'none', input, (context) => resume(context, result)),
    )
  })
}

function unlessInputFails({ on, step, attempt }: Attempt, work: () => NowOrLater<unknown>): NowOrLater<unknown> {
  return caught(work, (error) => {
    if (!(error instanceof InputError)) throw error
    on.journal.append([{ type: 'step.failed', at: on.clock.now(), step, attempt, error: error.error }])
    return undefined
  })
}

function conclusion(trying: Attempt, action: Action, effect: Effect, input: JsonObject, work: Work<Json | Outcome>): NowOrLater<unknown> {
  return caught(
    () => after(withHands(trying, input, work), (result) => waitOrGoOn(trying, action, input, result)),
    (error) => fail(trying, action, effect, input, error),
  )
}

/** A step that asks for a wait that its test does not wait for goes on at once. */
function waitOrGoOn(trying: Attempt, action: Action, input: JsonObject, result: Json | Outcome): NowOrLater<unknown> {
  const instead = isOutcome(result) && result.kind === 'wait' ? insteadOfWaiting(trying.on, action, result) : null
  if (!instead) return conclude(trying, result)
  const hurried = { ...trying, standIn: instead.standIn }
  if ('example' in instead) return conclude(hurried, exampleOf(action, trying.node))
  const { resume } = action
  if (!resume) return conclude(hurried, instead.result)
  return conclusion(hurried, action, 'none', input, (context) => resume(context, instead.result))
}

/** Not the step's failure: whoever takes the run up again does the step again, or has an unsafe one verified. */
function putOff(trying: Attempt, { lookUp }: Action, effect: Effect, input: JsonObject, error: unknown): NowOrLater<unknown> {
  const { on, step, attempt, outside } = trying
  if (effect !== 'unsafe') throw error
  if (outside.left) {
    if (error instanceof StoreAway) return verifyEffect(trying, lookUp, input)
    throw error
  }
  on.journal.append([{ type: 'effect.looked-up', at: on.clock.now(), step, attempt, answer: 'missing', note: NOTHING_SENT }])
  if (error instanceof StoreAway) throw error
  return undefined
}

async function announce({ on, step, attempt }: Attempt, effect: Exclude<Effect, 'none'>): Promise<void> {
  const key = keyOf(on, step)
  const announced = on.journal.append([{ type: 'effect.announced', at: on.clock.now(), step, attempt, key, effect }])
  if (effect === 'read') return
  await announced
  if (!on.holds() && !(await on.owns())) throw new FenceLost(on.run.id)
}

function fail(trying: Attempt, action: Action, effect: Effect, input: JsonObject, error: unknown): NowOrLater<unknown> {
  const { on, node, step, attempt, logs } = trying
  on.signal.throwIfAborted()
  if (error instanceof FenceLost) throw error
  if (isAway(error)) return putOff(trying, action, effect, input, error)
  if (effect === 'unsafe' && error instanceof NodeError && error.unsure) return verifyEffect(trying, action.lookUp, input)
  const at = on.clock.now()
  const delay = retryDelay(error, attempt, node.node.retry ?? action.retry, `${on.run.id}/${step}`)
  const again = delay === null ? {} : { retryAt: at + delay }
  on.journal.append([{ type: 'step.failed', at, step, attempt, error: stepErrorOf(error), ...again, ...printed(logs) }])
  return undefined
}
