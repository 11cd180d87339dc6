'use client'
import { StepForward } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { isTerminal } from '@/flow/engine/status'
import { nodeOf } from '@/flow/engine/step'
import { ContinueDialog } from './continue-dialog'
import type { FollowedRun, Run } from './follow-run'

type RetryFromHereProps = { workspace: string; step: string; label: string; run: Run }

/** Everything before the step is taken over; it and what follows is done anew. */
export function RetryFromHere({ workspace, step, label, run }: RetryFromHereProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button className="w-full" onClick={() => setOpen(true)}>
        <StepForward aria-hidden />
        Retry from here
      </Button>
      <ContinueDialog workspace={workspace} run={run} from={{ step, label }} open={open} onOpenChange={setOpen} />
    </>
  )
}

/** Where this node came to in a run that has ended: in loops the item that failed, else the first. Null: nothing to retry. */
export function stepToRetry({ state, plan, status }: FollowedRun, nodeId: string): string | null {
  if (!isTerminal(status) || plan.nodes.get(nodeId)?.kind === 'trigger') return null
  const steps = [...state.steps].filter(([step, known]) => nodeOf(step) === nodeId && known.status !== 'skipped')
  const failed = steps.find(([, { status, port }]) => status === 'failed' && port === null)
  return (failed ?? steps[0])?.[0] ?? null
}
