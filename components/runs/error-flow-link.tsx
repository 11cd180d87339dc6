'use client'
import { Siren } from 'lucide-react'
import Link from 'next/link'
import type { CalledRun } from './use-called-runs'

/** Where the failure of this run is looked after, if somewhere. */
export function ErrorFlowLink({ workspace, called }: { workspace: string; called: readonly CalledRun[] }) {
  const run = called.find(({ because }) => because === 'failure')
  if (!run) return null
  return (
    <Link
      href={`/w/${workspace}/runs/${run.id}`}
      className="flex min-w-0 items-center gap-1.5 rounded-sm text-brand-ink text-sm hover:underline"
    >
      <Siren className="size-4 shrink-0" strokeWidth={1.75} aria-hidden />
      <span className="truncate">Its failure started {run.flowName}</span>
    </Link>
  )
}
