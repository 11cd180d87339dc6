'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { hrefOf } from '../shell/navigation'
import { QueryError } from '../shell/query-error'
import { useSession } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { errorCode } from '../trpc/error-of'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { ApprovalScreen } from './approval-screen'
import type { ApprovalView } from './types'
import { useDeeds } from './use-deeds'

const LOOK_EVERY_MS = 4_000

/** One question, for a member. */
export function ApprovalPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const { slug } = useSession().workspace
  const approval = useQuery(
    trpc.approvals.get.queryOptions({ id }, { refetchInterval: ({ state }) => (state.data?.status === 'open' ? LOOK_EVERY_MS : false) }),
  )
  const trail = [{ label: 'Approvals', href: hrefOf(slug, '/approvals') }]
  return (
    <>
      <TopBar>
        <Crumbs trail={trail} title={approval.data?.flowName ?? 'Approval'} />
      </TopBar>
      {approval.data ? (
        <Asked approval={approval.data} />
      ) : approval.isPending ? (
        <RowsSkeleton rows={6} />
      ) : errorCode(approval.error) === 'NOT_FOUND' ? (
        <EmptyState title="This approval does not exist">It may belong to another workspace.</EmptyState>
      ) : (
        <QueryError title="The approval could not be loaded" error={approval.error} onRetry={() => approval.refetch()} />
      )}
    </>
  )
}

function Asked({ approval }: { approval: ApprovalView & { runId: string } }) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const queryClient = useQueryClient()
  const { slug } = useSession().workspace
  const { id, runId } = approval
  const deeds = useDeeds({
    decide: ({ decision, comment, edits }) => api.approvals.decide.mutate({ id, decision, comment, edits: [...edits] }),
    ask: (question) => api.approvals.askBack.mutate({ id, question }),
    refresh: () => queryClient.invalidateQueries(trpc.approvals.pathFilter()),
  })
  return (
    <ApprovalScreen
      approval={approval}
      deeds={deeds}
      hrefOf={({ $file }) => `/api/approvals/member/${slug}/${id}/${$file.id}`}
      headline="h2"
      hasKeys
      onwards={
        <>
          <Button asChild>
            <Link href={hrefOf(slug, `/runs/${runId}`)}>See the run</Link>
          </Button>
          <Button asChild variant="primary">
            <Link href={hrefOf(slug, '/approvals')}>Back to approvals</Link>
          </Button>
        </>
      }
    />
  )
}
