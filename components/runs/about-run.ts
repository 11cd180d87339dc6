import type { Scope } from '@/flow/expressions/scope'
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
