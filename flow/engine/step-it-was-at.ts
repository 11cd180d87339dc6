import type { RunState } from './state'

type Seen = Pick<RunState, 'active' | 'waits' | 'steps' | 'finishedAt'>

/** The one step a run was at when it was stopped as a whole, such as for its time; undefined where it was at several or none. */
export function stepItWasAt({ active, waits, steps, finishedAt }: Seen): string | undefined {
  const at = new Set([...active, ...waits.keys()].filter((step) => steps.has(step)))
  // Of a run that is over: what ended with it.
  if (finishedAt !== null) for (const [id, step] of steps) if (step.status === 'cancelled' && step.finishedAt === finishedAt) at.add(id)
  return at.size === 1 ? [...at][0] : undefined
}
