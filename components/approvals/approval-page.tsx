'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { hrefOf } from '../shell/navigation'
import { NotThere } from '../shell/not-there'
import { QueryError } from '../shell/query-error'
import { useCan, useSession } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { errorCode, errorMessage } from '../trpc/error-of'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { Button } from '../ui/button'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { ApprovalScreen } from './approval-screen'
import { AskOthers } from './ask-others'
import type { Verdict } from './types'
import { useLiveApprovals } from './use-live-approvals'

/** One question, for a member of the workspace. */
export function ApprovalPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const queryClient = useQueryClient()
  const { slug } = useSession().workspace
  useLiveApprovals()
  const approval = useQuery(trpc.approvals.get.queryOptions({ id }))
  const mayAskOthers = useCan('workspace.manage') && approval.data?.isStuck
  const decide = useMutation(
    trpc.approvals.decide.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.approvals.pathFilter()),
    }),
  )
  const deeds = {
    decide: (verdict: Verdict) => decide.mutate({ id, ...verdict }),
    deciding: decide.isPending ? decide.variables.decision : null,
    problem: decide.error ? errorMessage(decide.error) : null,
    wasLate: errorCode(decide.error) === 'CONFLICT',
    ask: (question: string) =>
      api.approvals.askBack.mutate({ id, question }).catch((error: unknown) => {
        throw new Error(errorMessage(error))
      }),
  }
  return (
    <>
      <TopBar actions={mayAskOthers && <AskOthers id={id} />}>
        <Crumbs trail={[{ label: 'Approvals', href: hrefOf(slug, '/approvals') }]} title="Approval" />
      </TopBar>
      {approval.data ? (
        <ApprovalScreen
          approval={approval.data}
          deeds={deeds}
          hrefOf={({ $file }) => `/api/approvals/${slug}/${id}/${$file.id}`}
          headline="h2"
          hasKeys
          onwards={
            <div className="flex flex-wrap gap-2">
              <Button asChild>
                <Link href={hrefOf(slug, '/approvals')}>Back to approvals</Link>
              </Button>
              <Button asChild variant="ghost">
                <Link href={hrefOf(slug, `/runs/${approval.data.runId}`)}>Open the run</Link>
              </Button>
            </div>
          }
        />
      ) : approval.isPending ? (
        <RowsSkeleton rows={6} />
      ) : errorCode(approval.error) === 'NOT_FOUND' ? (
        <NotThere title="This approval is not there" wayOn={{ label: 'Show all approvals', href: hrefOf(slug, '/approvals') }}>
          Its run may have been removed, or it belongs to another workspace.
        </NotThere>
      ) : (
        <QueryError title="The approval could not be opened" error={approval.error} onRetry={() => approval.refetch()} />
      )}
    </>
  )
}
