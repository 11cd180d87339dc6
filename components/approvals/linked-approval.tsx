'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { errorCode, errorMessage } from '../trpc/error-of'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { ErrorState } from '../ui/error-state'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { ApprovalScreen } from './approval-screen'
import type { Verdict } from './types'

const LOOK_EVERY_MS = 15_000

/** One question, for whoever holds its link. */
export function LinkedApproval({ token }: { token: string }) {
  const trpc = useTRPC()
  const api = useTRPCClient()
  const queryClient = useQueryClient()
  const approval = useQuery(trpc.approvals.openLink.queryOptions({ token }, { refetchInterval: LOOK_EVERY_MS }))
  const decide = useMutation(
    trpc.approvals.decideByLink.mutationOptions({
      onSettled: () => queryClient.invalidateQueries(trpc.approvals.openLink.pathFilter()),
    }),
  )
  const deeds = {
    decide: (verdict: Verdict) => decide.mutate({ token, ...verdict }),
    deciding: decide.isPending ? decide.variables.decision : null,
    problem: decide.error ? errorMessage(decide.error) : null,
    wasLate: errorCode(decide.error) === 'CONFLICT',
    ask: (question: string) =>
      api.approvals.askBackByLink.mutate({ token, question }).catch((error: unknown) => {
        throw new Error(errorMessage(error))
      }),
  }
  return (
    <main className="flex h-dvh">
      {approval.data ? (
        <ApprovalScreen
          approval={approval.data}
          deeds={deeds}
          hrefOf={({ $file }) => `/api/approve/${token}/${$file.id}`}
          headline="h1"
          hasKeys={false}
        />
      ) : approval.isPending ? (
        <RowsSkeleton rows={6} />
      ) : (
        <ErrorState
          title="This could not be opened"
          message={errorMessage(approval.error)}
          onRetry={() => approval.refetch()}
          className="m-auto"
        />
      )}
    </main>
  )
}
