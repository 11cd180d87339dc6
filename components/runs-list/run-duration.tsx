'use client'
import { isTerminal } from '@/flow/engine/status'
import { formatDuration } from '../ui/format-duration'
import { useNow } from '../ui/use-now'
import type { RunSummary } from './types'

/** How long it took; for a run that is going on, so far. */
export function RunDuration({ run }: { run: RunSummary }) {
  if (!run.startedAt) return null
  if (run.finishedAt) return formatDuration(run.finishedAt.getTime() - run.startedAt.getTime())
  return isTerminal(run.status) ? null : <Ticking since={run.startedAt} />
}

function Ticking({ since }: { since: Date }) {
  const now = useNow(1_000)
  return formatDuration(Math.max(0, now - since.getTime()))
}
