import type { RunState, StepState } from '@/flow/engine/state'
import type { StepStatus } from '@/flow/engine/status'
import { frameOf, iterationOf } from '@/flow/engine/step'
import type { Json } from '@/flow/json'
import { differences, isSame } from '@/flow/what-if/json-diff'
import type { EffectDifference, RunDifference, Side, StepDifference, Verdict } from '@/flow/what-if/result'
import { effectDifferences } from './effects'
import type { ImaginedRun } from './imagine'
import { isInTakenOver, type RecordedRun } from './recorded-run'
import { cut, cutChange, labelOf } from './shown'

/** More differing steps of one run than anybody reads. */
const MOST_STEPS = 40
const DID_SOMETHING: ReadonlySet<StepStatus> = new Set(['completed', 'failed', 'waiting', 'unverified'])

/** A recorded run beside the same run as the draft would have it. */
export async function compareRuns(recorded: RecordedRun, imagined: ImaginedRun): Promise<RunDifference> {
  const failsAlike = failedAlike(recorded.state, imagined.state)
  const effects = await effectDifferences(recorded, imagined, failsAlike)
  const changed = new Set(effects.filter(({ kind }) => kind !== 'gone').map(({ step }) => step))
  const steps: StepDifference[] = []
  let same = 0
  for (const step of inOrder(recorded, imagined)) {
    const difference = await compareStep(recorded, imagined, step, changed.has(step))
    if (!difference) same += 1
    else if (isTelling(difference, imagined, failsAlike)) steps.push(difference)
  }
  const reason = reasonOf(imagined, steps)
  return {
    verdict: verdictOf(recorded, imagined, steps, effects),
    statusThen: recorded.row.status,
    statusNow: imagined.state.status === 'running' ? 'waiting' : imagined.state.status,
    reason,
    steps: steps.slice(0, MOST_STEPS),
    effects: effects.slice(0, MOST_STEPS),
    same,
  }
}

/**
 * Where a run failed in one place, what went on beside it is a matter of who was faster; and what lies behind a step that nobody
 * knows the end of is not gone.
 */
function isTelling({ kind }: StepDifference, { state }: ImaginedRun, failsAlike: boolean): boolean {
  if (failsAlike) return kind === 'different'
  return kind !== 'gone' || state.status !== 'running'
}

function verdictOf(
  recorded: RecordedRun,
  { state }: ImaginedRun,
  steps: readonly StepDifference[],
  effects: readonly EffectDifference[],
): Verdict {
  if (state.status === 'failed' && recorded.row.status !== 'failed') return 'broken'
  if (effects.length > 0 || steps.some(({ kind }) => kind !== 'untold')) return 'different'
  return steps.length > 0 ? 'untold' : 'same'
}

function reasonOf({ state }: ImaginedRun, steps: readonly StepDifference[]): string | null {
  if (state.status === 'failed') return state.error?.message ?? null
  return steps.find(({ kind }) => kind === 'untold')?.reason ?? null
}

/** Failed both times, in the same step, for the same reason. */
function failedAlike(then: RunState, now: RunState): boolean {
  return (
    then.status === 'failed' &&
    now.status === 'failed' &&
    then.error?.code === now.error?.code &&
    then.error?.message === now.error?.message
  )
}

/** As the draft does them; what it doesn't do any more stands where it was. */
function inOrder(recorded: RecordedRun, imagined: ImaginedRun): string[] {
  const did = (state: RunState) => (step: string) => DID_SOMETHING.has(state.steps.get(step)?.status ?? 'idle')
  const now = stepsOf(imagined.state, imagined.order).filter(did(imagined.state))
  const known = new Set(now)
  const goneAfter = new Map<string, string[]>()
  let last = ''
  for (const step of stepsOf(recorded.state, recorded.steps.keys()).filter(did(recorded.state))) {
    if (known.has(step)) last = step
    else goneAfter.set(last, [...(goneAfter.get(last) ?? []), step])
  }
  return ['', ...now].flatMap((step) => [...(step === '' ? [] : [step]), ...(goneAfter.get(step) ?? [])])
}

/** Those that never began (a list that could not be read) come last. */
function stepsOf(state: RunState, began: Iterable<string>): string[] {
  return [...new Set([...began, ...state.steps.keys()])].filter((step) => step !== state.triggerNodeId)
}

async function compareStep(recorded: RecordedRun, imagined: ImaginedRun, step: string, asksElse: boolean): Promise<StepDifference | null> {
  const then = stateIn(recorded.state, step)
  const now = stateIn(imagined.state, step)
  const reason = imagined.unknown.reasons.get(step)
  const [before, after] = await Promise.all([then && outputOf(imagined, then), now && outputOf(imagined, now)])
  // Iterations that were swept, and what was taken over whole, tell of the container only, not of each step.
  if (!then && (isSwept(recorded.state, step) || isInTakenOver(recorded.state, step))) return null
  if (!now && isSwept(imagined.state, step)) return null
  const alike = then !== null && now !== null && endedAlike(then, now) && isSame(before ?? null, after ?? null)
  if (reason === undefined && alike && !asksElse) return null
  const [inputThen, inputNow] = [then ? await imagined.inputThen(step) : null, imagined.inputs.get(step) ?? null]
  const changes = alike ? differences(inputThen, inputNow) : differences(before ?? null, after ?? null)
  return {
    step,
    label: labelOf(imagined.plan, step) ?? labelOf(recorded.plan, step) ?? step,
    kind: reason !== undefined ? 'untold' : !then ? 'new' : !now ? 'gone' : 'different',
    ...(reason === undefined ? {} : { reason }),
    before: then && sideOf(then, inputThen, before ?? null),
    after: now && sideOf(now, inputNow, reason === undefined ? (after ?? null) : null),
    changes: then && now && reason === undefined ? changes.map(cutChange) : [],
    assumed: imagined.calls.assumes(step),
  }
}

function isSwept(state: RunState, step: string): boolean {
  for (let pass = iterationOf(frameOf(step)); pass; pass = iterationOf(frameOf(pass.container))) {
    if ((state.loops.get(pass.container)?.swept ?? 0) > 0) return true
  }
  return false
}

function stateIn(state: RunState, step: string): StepState | null {
  const found = state.steps.get(step)
  return found && DID_SOMETHING.has(found.status) ? found : null
}

function endedAlike(then: StepState, now: StepState): boolean {
  return (
    then.status === now.status &&
    then.port === now.port &&
    then.error?.code === now.error?.code &&
    then.error?.message === now.error?.message
  )
}

function outputOf(imagined: ImaginedRun, { output }: StepState): Promise<Json> {
  return imagined.whole(output)
}

function sideOf({ status, port, error }: StepState, input: Json, output: Json): Side {
  return { status, port, error, input: cut(input), output: cut(output) }
}
