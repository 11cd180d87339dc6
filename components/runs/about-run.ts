import type { Scope } from '@/flow/expressions/scope'
import type { Seen } from '@/flow/walk-back/place'
import type { FollowedRun } from './follow-run'

/** What the expressions of this run see as `run`. */
export function aboutRun({ run, state }: Pick<FollowedRun, 'run' | 'state'>): Scope['run'] {
  return {
    id: run.id,
    startedAt: new Date(state.startedAt ?? 0).toISOString(),
    mode: run.mode,
    flowName: run.flowName,
    timeZone: run.graph.settings.timeZone,
  }
}

/** The run as walking back from a value sees it. */
export function seenOf(followed: Pick<FollowedRun, 'run' | 'plan' | 'state'>): Seen {
  return { plan: followed.plan, state: followed.state, about: aboutRun(followed) }
}
