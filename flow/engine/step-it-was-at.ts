import type { RunState } from './state'

/** The one step a run was at when it was stopped as a whole, such as for its time; undefined where it was at several or none. */
export function stepItWasAt({ active, waits, steps }: Pick<RunState, 'active' | 'waits' | 'steps'>): string | undefined {
  const at = new Set([...active, ...waits.keys()].filter((step) => steps.has(step)))
  return at.size === 1 ? [...at][0] : undefined
}
