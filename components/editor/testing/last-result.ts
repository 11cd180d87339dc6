import type { StepState } from '@/flow/engine/state'
import { nodeOf } from '@/flow/engine/step'
import type { FollowedRun } from '../../runs/follow-run'

/** What a node gave in a run: of several passes the first that is done. Null: it gave nothing. */
export function lastResult(followed: FollowedRun | null, nodeId: string): { step: string; state: StepState } | null {
  for (const [step, state] of followed?.state.steps ?? [])
    if (nodeOf(step) === nodeId && state.status === 'completed') return { step, state }
  return null
}
