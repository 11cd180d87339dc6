import type { StepError } from '../engine/events'
import { failedStepOf } from '../engine/failed-step-of'
import type { Plan } from '../engine/plan'
import type { RunState, StepState } from '../engine/state'
import type { StepStatus } from '../engine/status'
import { nodeOf } from '../engine/step'
import type { Json } from '../json'
import { type Change, differences } from '../what-if/json-diff'
import { inOrderOf } from './in-order-of'

export type Side = { plan: Plan; state: RunState }

/** How a step ended in one of the runs. */
export type Ended = { status: StepStatus; port: string | null; output: Json; error: StepError | null }

/**
 * A step that is not the same in both runs. `only-…`: the other never came to it, or has no such step. `way`: it went on
 * another way. `settings`: it is only set up otherwise, and came to the same.
 */
export type StepDifference = {
  step: string
  nodeId: string
  label: string
  kind: 'only-before' | 'only-after' | 'status' | 'way' | 'value' | 'settings'
  before: Ended | null
  after: Ended | null
  /** Where what it gave differs. */
  changes: Change[]
  /** Where its settings differ: the runs are of different versions then. */
  settings: Change[]
}

export type Comparison = {
  /** In the order in which they come in the flow, what is in a loop before the loop itself. */
  steps: StepDifference[]
  /** The first step that did something else. */
  first: StepDifference | null
  /** The step that one of the runs failed with, and the other did not: what came of their parting. */
  failed: StepDifference | null
  same: number
}

/** Where two runs of a flow part, by step and by value. */
export function compareRuns(before: Side, after: Side): Comparison {
  const steps: StepDifference[] = []
  let same = 0
  for (const step of new Set([...after.state.steps.keys(), ...before.state.steps.keys()])) {
    const difference = compareStep(step, before, after)
    if (difference) steps.push(difference)
    else same += 1
  }
  steps.sort(inOrderOf(before.plan, after.plan))
  const first = steps.find(({ kind }) => kind !== 'settings') ?? null
  const culprits = [after, before].map(({ state }) => (state.error ? failedStepOf(state) : undefined))
  const failed = culprits.flatMap((culprit) => steps.find(({ step }) => step === culprit) ?? [])[0] ?? null
  return { steps, first, failed, same }
}

function compareStep(step: string, before: Side, after: Side): StepDifference | null {
  const [then, now] = [endedIn(before, step), endedIn(after, step)]
  const nodeId = nodeOf(step)
  const [drawnThen, drawnNow] = [before.plan.nodes.get(nodeId)?.node, after.plan.nodes.get(nodeId)?.node]
  const settings = drawnThen && drawnNow && drawnThen !== drawnNow ? differences(drawnThen.params, drawnNow.params) : []
  // A step that failed gave nothing that could be compared.
  const changes = then && now && !then.error && !now.error ? differences(then.output, now.output) : []
  const kind = kindOf(then, now, changes, settings)
  if (!kind) return null
  return { step, nodeId, label: (drawnNow ?? drawnThen)?.label ?? nodeId, kind, before: then, after: now, changes, settings }
}

function kindOf(then: Ended | null, now: Ended | null, changes: Change[], settings: Change[]): StepDifference['kind'] | null {
  if (!then) return now ? 'only-after' : null
  if (!now) return 'only-before'
  if (then.status !== now.status || then.error?.message !== now.error?.message) return 'status'
  if (then.port !== now.port) return 'way'
  if (changes.length > 0) return 'value'
  return settings.length > 0 ? 'settings' : null
}

/** Null when the run did not come to it, or passed it over. */
function endedIn({ state }: Side, step: string): Ended | null {
  const known = state.steps.get(step)
  return known && CAME_TO.has(known.status) ? ended(known) : null
}

const CAME_TO: ReadonlySet<StepStatus> = new Set(['running', 'retrying', 'waiting', 'unverified', 'completed', 'failed', 'cancelled'])

function ended({ status, port, output, error }: StepState): Ended {
  return { status, port, output, error }
}
