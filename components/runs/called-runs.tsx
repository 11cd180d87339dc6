'use client'
import { ArrowUpRight } from 'lucide-react'
import { StatusPill } from '@/components/ui/status-pill'
import { NearLink } from '../ui/near-link'
import type { CalledRun } from './use-called-runs'

/** Links to runs that this one started. */
export function CalledRuns({ workspace, title, runs }: { workspace: string; title: string; runs: readonly CalledRun[] }) {
  if (runs.length === 0) return null
  return (
    <section aria-label={title} className="flex flex-col gap-1.5 border-b px-4 py-3">
      <h3 className="font-medium text-sm">{title}</h3>
      <ul className="flex max-h-48 flex-col gap-1 overflow-y-auto">
        {runs.map(({ id, flowName, status }) => (
          <li key={id}>
            <NearLink
              href={`/w/${workspace}/runs/${id}`}
              className="flex h-8 items-center gap-2 rounded-md border bg-surface px-2.5 text-sm hover:bg-hover"
            >
              <span className="min-w-0 flex-1 truncate">{flowName}</span>
              <StatusPill status={status} />
              <ArrowUpRight className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} aria-hidden />
            </NearLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
