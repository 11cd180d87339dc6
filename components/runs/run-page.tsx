'use client'
import { useQuery } from '@tanstack/react-query'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import type { Manifest } from '@/flow/define/manifest'
import { CanvasSkeleton } from '../canvas/canvas-skeleton'
import { TopBar } from '../shell/top-bar'
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
  const failed = manifest.error ?? run.error
  if (failed) {
    return (
      <>
        <TopBar>{null}</TopBar>
        {errorCode(failed) === 'NOT_FOUND' ? (
          <EmptyState title="This run does not exist">It may have been removed, or it belongs to another workspace.</EmptyState>
        ) : (
          <ErrorState
            title="The run could not be opened"
            message={errorMessage(failed)}
            onRetry={() => void Promise.all([manifest.refetch(), run.refetch()])}
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
