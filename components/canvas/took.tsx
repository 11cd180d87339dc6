'use client'
import { formatDuration } from '@/components/ui/format-duration'
import { useNow } from '@/components/ui/use-now'
import type { NodeView } from '@/flow/engine/run-view'
import type { StepStatus } from '@/flow/engine/status'

/** States that go on, in words. */
export const STILL: Partial<Record<StepStatus, string>> = {
  running: 'running',
  retrying: 'tries again soon',
  waiting: 'waiting',
  unverified: 'did it happen?',
}

/** How long it took, or has taken so far. */
export function Took({ live }: { live: NodeView }) {
  if (live.startedAt === null) return null
  if (live.finishedAt !== null) return formatDuration(live.finishedAt - live.startedAt)
  return STILL[live.status] ? <SoFar since={live.startedAt} /> : null
}

function SoFar({ since }: { since: number }) {
  const now = useNow(1_000)
  return formatDuration(Math.max(0, Math.floor((now - since) / 1_000) * 1_000))
}
