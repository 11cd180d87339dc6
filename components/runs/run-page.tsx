'use client'
import { useQuery } from '@tanstack/react-query'
import { Compass } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import type { Manifest } from '@/flow/define/manifest'
import { CanvasSkeleton } from '../canvas/canvas-skeleton'
import { Crumbs, TopBar } from '../shell/top-bar'
import { errorCode, errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import type { Run } from './follow-run'
import { LiveRun } from './live-run'
import { useFollowRun } from './use-follow-run'

type RunPageProps = { runId: string; workspace: string }

/** One run on the graph it runs on, as it stands this moment. */
export function RunPage({ runId, workspace }: RunPageProps) {
  const trpc = useTRPC()
  const manifest = useQuery(trpc.manifest.get.queryOptions(undefined, { staleTime: 5 * 60_000 }))
  const run = useQuery(trpc.runs.get.queryOptions({ id: runId }, { staleTime: Number.POSITIVE_INFINITY }))
  // What is shown stays when asking for it again fails.
  const failed = (!manifest.data && manifest.error) || (!run.data && run.error)
  const runsHref = `/w/${workspace}/runs`
  if (failed) {
    return (
      <>
        <TopBar>
          <Crumbs trail={[{ label: 'Runs', href: runsHref }]} title="Run" />
        </TopBar>
        {errorCode(failed) === 'NOT_FOUND' ? (
          <EmptyState
            art={<Compass className="size-7" strokeWidth={1.5} aria-hidden />}
            title="This run is not there"
            className="pt-[12vh]"
            actions={
              <Button asChild>
                <Link href={runsHref}>Show all runs</Link>
              </Button>
            }
          >
            It may have been removed with other old runs, or it belongs to another workspace.
          </EmptyState>
        ) : (
          <ErrorState
            title="The run could not be opened"
            message={errorMessage(failed)}
            onRetry={() => void Promise.all([manifest.refetch(), run.refetch()])}
            className="pt-[8vh]"
          />
        )}
      </>
    )
  }
  return manifest.data && run.data ? (
    <Followed workspace={workspace} manifest={manifest.data} run={run.data} />
  ) : (
    <CanvasSkeleton label="Opening the run" />
  )
}

function Followed({ workspace, manifest, run }: { workspace: string; manifest: Manifest; run: Run }) {
  const follower = useFollowRun(run, manifest)
  return follower ? <LiveRun workspace={workspace} manifest={manifest} follower={follower} /> : <CanvasSkeleton label="Opening the run" />
}
