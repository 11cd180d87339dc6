'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import type { Manifest } from '@/flow/define/manifest'
import { type Draft, openDraft } from '../draft/draft'
import { trpcTransport } from '../draft/trpc-transport'
import { useSession } from '../shell/session'
import { TopBar } from '../shell/top-bar'
import { errorCode, errorMessage } from '../trpc/error-of'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { EditorSkeleton } from './editor-skeleton'
import { OpenFlow } from './open-flow'

type EditorProps = { flowId: string; workspace: string }

/** One flow, to look at, change, test and publish. */
export function Editor({ flowId, workspace }: EditorProps) {
  const trpc = useTRPC()
  const manifest = useQuery(trpc.manifest.get.queryOptions(undefined, { staleTime: 5 * 60_000 }))
  const draft = useDraft(flowId, workspace)
  const flow = useQuery(trpc.flows.get.queryOptions({ id: flowId }))
  const failed = manifest.error ?? flow.error
  if (failed && !(manifest.data && flow.data)) {
    return (
      <>
        <TopBar>{null}</TopBar>
        {errorCode(failed) === 'NOT_FOUND' ? (
          <EmptyState title="This flow does not exist">It may have been deleted, or it belongs to another workspace.</EmptyState>
        ) : (
          <ErrorState
            title="The flow could not be opened"
            message={errorMessage(failed)}
            onRetry={() => void Promise.all([manifest.refetch(), flow.refetch()])}
          />
        )}
      </>
    )
  }
  if (!manifest.data || !draft) return <EditorSkeleton />
  return <WhenReady flowId={flowId} workspace={workspace} manifest={manifest.data} draft={draft} />
}

/** On its way while everything else is, too. */
function useDraft(flowId: string, workspace: string): Draft | undefined {
  const client = useTRPCClient()
  const { me } = useSession()
  const [draft, setDraft] = useState<Draft>()
  useEffect(() => {
    const opened = openDraft(`kaos:${me.user.id}:${flowId}`, trpcTransport(client, workspace, flowId))
    setDraft(opened)
    return opened.close
  }, [client, me.user.id, workspace, flowId])
  return draft
}

function WhenReady({ draft, ...props }: EditorProps & { manifest: Manifest; draft: Draft }) {
  const ready = useStore(draft.sync, (state) => state.ready)
  const refused = useStore(draft.sync, (state) => (state.status.state === 'refused' ? state.status.message : null))
  if (ready) return <OpenFlow {...props} draft={draft} />
  if (!refused) return <EditorSkeleton />
  return (
    <>
      <TopBar>{null}</TopBar>
      <ErrorState title="The flow could not be opened" message={refused} />
    </>
  )
}
