'use client'
import Link from 'next/link'
import { useMemo } from 'react'
import { formatClock } from '@/components/ui/format-clock'
import { formatDuration } from '@/components/ui/format-duration'
import { useNow } from '@/components/ui/use-now'
import { isTerminal } from '@/flow/engine/status'
import type { FollowedRun, Run } from './follow-run'

/** Who or what started it, when, and how long it took so far. */
export function RunLine({ workspace, followed }: { workspace: string; followed: FollowedRun }) {
  const { run, view, status } = followed
  const now = useNow(1_000)
  const started = run.startedAt ?? run.createdAt
  // A run that is watched is drawn twenty times a second.
  const day = new Date(now).toDateString()
  const clock = useMemo(() => formatClock(started, Date.parse(day)), [started, day])
  const from = view.startedAt ?? started.getTime()
  const end = view.finishedAt ?? run.finishedAt?.getTime() ?? (isTerminal(status) ? from : now)
  return (
    <span className="min-w-0 truncate text-ink-2 text-sm tabular-nums">
      started by <Starter workspace={workspace} run={run} /> · {clock} · {formatDuration(Math.max(0, end - from))}
    </span>
  )
}

function Starter({ workspace, run }: { workspace: string; run: Run }) {
  const { origin, startedBy } = run
  if (!origin) return startedBy.label
  return (
    <Link href={`/w/${workspace}/runs/${origin.runId}`} className="rounded-sm text-brand-ink hover:underline">
      {origin.because === 'failure' ? `a failure of ${origin.flowName}` : origin.flowName}
    </Link>
  )
}
