'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryError } from '../shell/query-error'
import { Crumbs, TopBar } from '../shell/top-bar'
import { useTRPC } from '../trpc/provider'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { RetentionForm } from './retention-form'

/** How long this workspace keeps what runs did. */
export function RetentionPage() {
  const trpc = useTRPC()
  const kept = useQuery(trpc.retention.get.queryOptions())
  return (
    <>
      <TopBar>
        <Crumbs title="Kept data" />
      </TopBar>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-160 flex-col gap-10 px-4 py-8 sm:px-6">
          {kept.isPending && <RowsSkeleton rows={3} />}
          {kept.isError && <QueryError title="What is kept could not be loaded" error={kept.error} onRetry={() => kept.refetch()} />}
          {kept.data && <RetentionForm key={JSON.stringify(kept.data.own)} kept={kept.data} />}
        </div>
      </div>
    </>
  )
}
