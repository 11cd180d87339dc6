import type { ApprovalRequest, ApprovalResult } from '@/flow/define/approval'
import { type Action, type Effect, type Outcome, toPort } from '@/flow/define/define'
import type { Command } from '@/flow/engine/command'
import type { StandIn } from '@/flow/engine/events'
import type { PlanNode } from '@/flow/engine/plan'
import { nodeOf } from '@/flow/engine/step'
import type { Json } from '@/flow/json'
import type { ClaimedRun } from './claim'
import { after, type NowOrLater } from './now-or-later'
import type { Performance } from './perform'

/**
 * What a test gives in place of a step's own work. Invariants:
 * - a live run never comes here: pins and blocked effects are of test runs only;
 * - a pinned step is not begun at all, whatever kind of step it is;
 * - where effects are blocked, whatever would change the outside world, ask a person or wait long is not done and not
 *   announced, and the journal says where the output is from. This is decided before a step gets its hands, which in
 *   such a run refuse to write as well (worker/capabilities/blocked.ts).
 */
type Testing = Pick<ClaimedRun, 'mode' | 'effectsBlocked' | 'fromStep'>

/** The step that a person asked for by itself is run although it is pinned. */
export function isPinned({ mode, fromStep }: Testing, { kind, node }: PlanNode): boolean {
  if (mode !== 'test' || node.sample === undefined || node.disabled) return false
  return (kind === 'action' || kind === 'container') && (fromStep === null || nodeOf(fromStep) !== node.id)
}

type Pinned = { node: PlanNode; step: string; attempt: number }

export function pinnedAt({ run, plan }: Performance, command: Command): Pinned | null {
  if (run.mode !== 'test') return null
  if (command.type !== 'step.run' && command.type !== 'loop.open' && command.type !== 'scope.open') return null
  const node = plan.nodes.get(nodeOf(command.step))
  return node && isPinned(run, node) ? { node, step: command.step, attempt: command.attempt } : null
}

export function givePinned({ journal, clock, setAside }: Performance, { node, step, attempt }: Pinned): NowOrLater<unknown> {
  const { key, sample = null, samplePort } = node.node
  return after(setAside(key, sample), ({ output, text }) => {
    const at = clock.now()
    journal.begin(step, attempt, at)
    const port = samplePort ?? node.mainPort
    journal.complete({ type: 'step.completed', at, step, attempt, port, output, standIn: 'pin' }, text)
  })
}

/** Whether the run holds this effect back. */
export function isHeldBack({ effectsBlocked }: Testing, action: Action, effect: Effect): boolean {
  return effectsBlocked && !action.rehearses && (effect === 'keyed' || effect === 'unsafe')
}

/** What the step would give, going by the first example of its kind. */
export function exampleOf(action: Action, node: PlanNode): Outcome {
  return toPort(node.mainPort, action.examples[0]?.output ?? null)
}

/** Longer than this nobody watches a test stand still. */
const SHORT_MS = 5_000

/** What a wait comes to that such a test does not wait for; null: it does. */
export function insteadOfWaiting(
  on: Pick<Performance, 'run' | 'clock'>,
  action: Action,
  outcome: Extract<Outcome, { kind: 'wait' }>,
): { standIn: StandIn; result: Json } | { standIn: StandIn; example: true } | null {
  if (!on.run.effectsBlocked) return null
  switch (outcome.for) {
    case 'approval':
      return { standIn: 'approval', result: approved(outcome.request) }
    case 'timer':
      return outcome.wakeAt.getTime() - on.clock.now() > SHORT_MS ? { standIn: 'wait', result: outcome.output } : null
    case 'callback':
      return action.examples.length > 0 ? { standIn: 'example', example: true } : null
    case 'call':
      return null
  }
}

/** As if everybody had agreed with what is there; nobody did, so nobody is named. */
function approved({ fields }: ApprovalRequest): ApprovalResult {
  return { decision: 'approved', by: [], fields: Object.fromEntries(fields.map(({ key, value }) => [key, value])), edits: [] }
}
