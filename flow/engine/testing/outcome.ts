import type { RunEvent } from '../events'
import { fold } from '../fold'
import type { Plan } from '../plan'

/** What a run came to, without what may differ from one performing to the next: times, attempts, wait ids. */
export function outcomeOf(plan: Plan, journal: readonly RunEvent[]): { run: string; error: string | null; steps: Record<string, unknown> } {
  const state = fold(plan, journal)
  const steps = [...state.steps]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([step, { status, port, output, error, standIn, looks }]) => {
      const ofTest = standIn ? { standIn } : {}
      const ofLooks = looks.length > 0 ? { looks: looks.map(({ answer }) => answer) } : {}
      return [step, { status, port, output, error, ...ofTest, ...ofLooks }]
    })
  return { run: state.status, error: state.error?.message ?? null, steps: Object.fromEntries(steps) }
}
