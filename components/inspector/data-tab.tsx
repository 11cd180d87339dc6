'use client'
import type { ReactNode } from 'react'
import { Skeleton } from '@/components/ui/skeleton'
import { nodeOf } from '@/flow/engine/step'
import type { Place } from '@/flow/walk-back/place'
import type { FollowedRun } from '../runs/follow-run'
import { StepData } from './step-data'

type DataTabProps = { nodeId: string; followed: FollowedRun | null; empty: ReactNode; onTrace?: (place: Place) => void }

/** What went in and came out of this step, the last time it ran. */
export function DataTab({ nodeId, followed, empty, onTrace }: DataTabProps) {
  if (followed?.coming) return <Skeleton className="mx-4 my-4 h-24" />
  const steps = followed ? [...followed.state.steps.keys()].filter((step) => step === nodeId || step.endsWith(`/${nodeId}`)) : []
  if (!followed || (steps.length === 0 && !wasSwept(nodeId, followed))) return <div className="px-4 py-4 text-ink-3 text-sm">{empty}</div>
  return <StepData key={`${followed.run.id}${nodeId}`} nodeId={nodeId} steps={steps} followed={followed} onTrace={onTrace} />
}

/** All that it did was done at once with other items, and is told by the loop alone. */
function wasSwept(nodeId: string, { plan, state }: FollowedRun): boolean {
  const around = plan.nodes.get(nodeId)?.body.containerId
  return [...state.loops].some(([step, { swept }]) => swept > 0 && nodeOf(step) === around)
}
