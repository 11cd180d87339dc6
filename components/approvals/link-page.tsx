'use client'
import { useQuery } from '@tanstack/react-query'
import { MessagePage } from '../shell/message-page'
import { errorCode, errorMessage } from '../trpc/error-of'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { Button } from '../ui/button'
import { RowsSkeleton } from '../ui/rows-skeleton'
import { ApprovalScreen } from './approval-screen'
import type { ApprovalView } from './types'
import { useDeeds } from './use-deeds'

const LOOK_EVERY_MS = 5_000

/** One question, for whoever was asked by e-mail. Opening it decides nothing: mail scanners open every link. */
export function LinkPage({ token }: { token: string }) {
  const trpc = useTRPC()
  const approval = useQuery(
    trpc.approvals.openByLink.queryOptions(
      { token },
      { retry: false, refetchInterval: ({ state }) => (state.data?.status === 'open' ? LOOK_EVERY_MS : false) },
    ),
  )
  if (approval.data) return <Asked token={token} approval={approval.data} refresh={() => approval.refetch()} />
  if (approval.isPending) return <RowsSkeleton rows={8} />
  if (errorCode(approval.error) === 'NOT_FOUND') {
    return <MessagePage title="This link is not valid">It is too old, or not complete. Ask the person who sent it.</MessagePage>
  }
  return (
    <MessagePage title="This could not be loaded" actions={<Button onClick={() => approval.refetch()}>Try again</Button>}>
      {errorMessage(approval.error)}
    </MessagePage>
  )
}

function Asked({ token, approval, refresh }: { token: string; approval: ApprovalView; refresh: () => Promise<unknown> }) {
  const api = useTRPCClient()
  const deeds = useDeeds({
    decide: ({ decision, comment, edits }) => api.approvals.decideByLink.mutate({ token, decision, comment, edits: [...edits] }),
    ask: (question) => api.approvals.askBackByLink.mutate({ token, question }),
    refresh,
  })
  return (
    <main className="flex h-dvh flex-col">
      <ApprovalScreen
        approval={approval}
        deeds={deeds}
        hrefOf={({ $file }) => `/api/approvals/link/${encodeURIComponent(token)}/${approval.id}/${$file.id}`}
        headline="h1"
        hasKeys={false}
      />
    </main>
  )
}
