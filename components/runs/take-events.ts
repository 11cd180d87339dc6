import type { RunEvent } from '@/flow/engine/events'
import { applyEvent } from '@/flow/engine/fold'
import type { Plan } from '@/flow/engine/plan'
import type { RunState } from '@/flow/engine/state'

/**
 * Carries `state`, and the `journal` it is folded from, on by events that start at `from`. What it has already is passed over.
 * False when something before them is missing: then nothing is applied.
 */
export function takeEvents(plan: Plan, state: RunState, from: number, events: readonly RunEvent[], journal: RunEvent[] = []): boolean {
  if (from > state.seq) return false
  for (const event of events.slice(state.seq - from)) {
    applyEvent(plan, state, event)
    journal.push(event)
  }
  return true
}
