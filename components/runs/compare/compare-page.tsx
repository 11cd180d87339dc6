'use client'
import { useQuery } from '@tanstack/react-query'
import { GitCompare } from 'lucide-react'
import Link from 'next/link'
import { useStore } from 'zustand'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import type { Manifest } from '@/flow/define/manifest'
import { CanvasSkeleton } from '../../canvas/canvas-skeleton'
import { NotThere } from '../../shell/not-there'
import { Crumbs, TopBar } from '../../shell/top-bar'
import { errorCode, errorMessage } from '../../trpc/error-of'
import { useTRPC } from '../../trpc/provider'
import { NOTHING_FOLLOWED, type Run } from '../follow-run'
import { useFollowRun } from '../use-follow-run'
import { Compared } from './compared'

type ComparePageProps = {
  workspace: string
  /** The run before, or `good`: the last one before `b` that was done. */
  a: string
  b: string
}

/** Two runs of a flow, and where they part. */
export function ComparePage({ workspace, a, b }: ComparePageProps) {
  const trpc = useTRPC()
  const wantsGood = a === 'good'
  const good = useQuery(trpc.runs.lastGood.queryOptions({ id: b }, { enabled: wantsGood }))
  const beforeId = wantsGood ? good.data : a
  const before = useQuery(
    trpc.runs.get.queryOptions({ id: beforeId ?? '' }, { enabled: Boolean(beforeId), staleTime: Number.POSITIVE_INFINITY }),
  )
  const after = useQuery(trpc.runs.get.queryOptions({ id: b }, { staleTime: Number.POSITIVE_INFINITY }))
  const manifest = useQuery(trpc.manifest.get.queryOptions(undefined, { staleTime: 5 * 60_000 }))
  // What is shown stays when asking for it again fails.
  const failed = [good, before, after, manifest].find(({ data, error }) => data === undefined && error)?.error
  if (failed || beforeId === null) {
    return (
      <>
        <TopBar>
          <Crumbs trail={[{ label: 'Runs', href: `/w/${workspace}/runs` }]} title="Compare" />
        </TopBar>
        {errorCode(failed) === 'NOT_FOUND' ? (
          <NotThere title="One of these runs is not there" wayOn={{ label: 'Show all runs', href: `/w/${workspace}/runs` }}>
            It may have been removed with other old runs. Tick two runs in the list to compare them.
          </NotThere>
        ) : failed ? (
          <ErrorState
            title="The runs could not be compared"
            message={errorMessage(failed)}
            onRetry={() => void Promise.all([good.refetch(), before.refetch(), after.refetch()])}
          />
        ) : (
          <EmptyState
            art={<GitCompare className="size-7" strokeWidth={1.5} aria-hidden />}
            title="There is no good run to compare with"
            actions={
              <Button asChild>
                <Link href={`/w/${workspace}/runs/${b}`}>Back to the run</Link>
              </Button>
            }
          >
            Among the runs of this flow before this one, none was done. Tick two runs in the list to compare any of them.
          </EmptyState>
        )}
      </>
    )
  }
  if (!before.data || !after.data || !manifest.data) return <CanvasSkeleton label="Opening the run" />
  return <Both workspace={workspace} manifest={manifest.data} before={before.data} after={after.data} />
}

type BothProps = { workspace: string; manifest: Manifest; before: Run; after: Run }

function Both({ workspace, manifest, before, after }: BothProps) {
  const then = useFollowRun(before, manifest)
  const now = useFollowRun(after, manifest)
  const [left, right] = [useStore(then?.store ?? NOTHING_FOLLOWED), useStore(now?.store ?? NOTHING_FOLLOWED)]
  if (!left || !right || left.revision === 0 || right.revision === 0) return <CanvasSkeleton label="Opening the run" />
  return <Compared workspace={workspace} manifest={manifest} before={left} after={right} />
}
