'use client'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time'
import { StatusPill } from '@/components/ui/status-pill'
import type { FollowedRun } from '../follow-run'
import { RunLine } from '../run-line'

type ComparedRunProps = { workspace: string; name: string; followed: FollowedRun; isShown: boolean; onShow: () => void }

/** One of the two, and whether it is the one on the canvas. */
export function ComparedRun({ workspace, name, followed, isShown, onShow }: ComparedRunProps) {
  const { run, status } = followed
  return (
    <section aria-label={name} className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm">
      <label className="flex items-center gap-2 font-medium">
        <input type="radio" name="shown" checked={isShown} onChange={onShow} className="accent-brand" />
        {name}
        <span className="sr-only">on the canvas</span>
      </label>
      <StatusPill status={status} />
      <Badge className="max-md:hidden">{run.mode === 'test' ? 'Test of the draft' : `Version ${run.versionNumber ?? ''}`}</Badge>
      <Link href={`/w/${workspace}/runs/${run.id}`} className="truncate rounded-sm text-brand-ink hover:underline">
        {run.flowName}, <RelativeTime at={run.createdAt} />
      </Link>
      <span className="min-w-0 truncate max-lg:hidden">
        <RunLine workspace={workspace} followed={followed} />
      </span>
    </section>
  )
}
