import { applyToStep } from './apply-to-step'
import type { RunEvent, StepError, WaitKind } from './events'
import { cancel, giveUpWait } from './frame'
import { FINALLY } from './parts'
import type { Plan } from './plan'
import { isSettled, type RunState } from './state'
import { aroundStep, frameIn, frameOf, iterationOf, nodeOf, stepIn } from './step'
import { isWorkInHand } from './work-in-hand'

/**
 * A run that is cancelled while scopes are open that tidy up also then: their last parts are done, the innermost first, and
 * nothing else. What goes on in them goes on as ever; everything around is given up, so no failure there holds them up.
 * To wait is not to tidy up: a step that would wait fails instead, and so does one that is waiting (finally-on-cancel.decision.md).
 */
export const CANCELLED: StepError = { code: 'cancelled', message: 'The run was cancelled.' }

const NO_WAITING: StepError = {
  code: 'cancelled',
  message: 'The run was cancelled, and what tidies up after it waits for nothing.',
  hint: 'Only put steps there that are done at once.',
}

const UNVERIFIED: StepError = {
  code: 'cancelled',
  message: 'Nobody knows whether this happened, and the run was cancelled, so nobody is asked.',
  hint: 'Look in the app itself.',
}

/** The scopes whose last part is to be done when the run is cancelled now: not those inside another's last part, which are done with it. */
export function scopesToTidy({ tidying }: RunState): string[] {
  return [...tidying].filter((step) => !isInLastPart(tidying, step))
}

export function beginTidying(plan: Plan, state: RunState, { at, scopes }: Extract<RunEvent, { type: 'run.cancelling' }>): void {
  if (state.cancelling) return
  const open = new Set(scopes.filter((step) => state.scopes.has(step) && !isSettled(state.steps.get(step) ?? { status: 'idle' })))
  state.cancelling = { at, scopes: open }
  const around = new Set([...open].flatMap(aroundStep))
  for (const step of [...state.active, ...state.waits.keys()]) {
    if (isInLastPart(open, step)) continue
    if (open.has(step) || around.has(step)) state.active.delete(step)
    else cancel(state, step, at)
  }
  for (const frame of state.uncollected) if (!isInLastPart(open, frame)) state.uncollected.delete(frame)
  for (const step of open) {
    const scope = state.scopes.get(step)
    if (scope?.part === FINALLY) scope.body.parent = null
  }
  for (const [step, { kind }] of [...state.waits]) {
    const attempt = state.steps.get(step)?.attempt ?? 1
    const error = waitsInVain(kind)
    if (!error) continue
    giveUpWait(state, step)
    applyToStep(plan, state, { type: 'step.failed', at, step, attempt, error })
  }
}

/** Scopes whose last part is next: those that hold no other with one that is still to be done. */
export function lastPartsToBegin(state: RunState): string[] {
  if (!state.cancelling) return []
  const open = [...state.cancelling.scopes].filter((step) => !isTidied(state, step))
  const holding = new Set(open.flatMap(aroundStep))
  return open.filter((step) => !holding.has(step) && state.scopes.get(step)?.part !== FINALLY)
}

/** Why a step that tidies up fails that would wait. Null: it may. */
export function waitsInVain(kind: WaitKind): StepError | null {
  if (isWorkInHand(kind)) return null
  return kind === 'verify' ? UNVERIFIED : NO_WAITING
}

/** Of a step or a frame: it is tidied up already, in the last part of one of these scopes, and goes on when the run is cancelled. */
export function isTidying(scopes: readonly string[], place: string): boolean {
  return isInLastPart(new Set(scopes), place)
}

/** How many steps of these last parts are done, and how many there are; null: nothing is tidied up. */
export function tidiedSteps(plan: Plan, state: RunState): { done: number; total: number } | null {
  if (!state.cancelling) return null
  const steps = [...state.cancelling.scopes].flatMap((scope) => {
    const part = plan.nodes.get(nodeOf(scope))?.bodies[FINALLY]?.nodes ?? []
    return part.filter(({ kind }) => kind !== 'entry').map(({ id }) => stepIn(frameIn(scope, FINALLY), id))
  })
  const done = steps.filter((step) => ['completed', 'skipped'].includes(state.steps.get(step)?.status ?? 'idle'))
  return { done: done.length, total: steps.length }
}

function isTidied(state: RunState, step: string): boolean {
  const scope = state.scopes.get(step)
  if (scope?.part !== FINALLY) return false
  if (scope.body.failure) return scope.body.busy === 0
  return (state.frames.get(frameIn(step, FINALLY))?.left ?? 0) === 0
}

/** Of a step or a frame: it is in the last part of one of these scopes, however deep. */
function isInLastPart(scopes: ReadonlySet<string>, place: string): boolean {
  for (let around = iterationOf(frameOf(place)); around; around = iterationOf(frameOf(around.container))) {
    if (around.index === FINALLY && scopes.has(around.container)) return true
  }
  return false
}
