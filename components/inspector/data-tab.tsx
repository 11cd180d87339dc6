'use client'
import type { ReactNode } from 'react'
import type { FollowedRun } from '../runs/follow-run'
import { StepData } from './step-data'

/** What went in and came out of this step, the last time it ran. */
export function DataTab({ nodeId, followed, empty }: { nodeId: string; followed: FollowedRun | null; empty: ReactNode }) {
  const steps = followed ? [...followed.state.steps.keys()].filter((step) => step === nodeId || step.endsWith(`/${nodeId}`)) : []
  if (!followed || steps.length === 0) return <div className="px-4 py-4 text-ink-3 text-sm">{empty}</div>
  return <StepData key={`${followed.run.id}${nodeId}`} nodeId={nodeId} steps={steps} followed={followed} />
}
