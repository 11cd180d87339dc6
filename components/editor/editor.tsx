'use client'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { preload } from 'react-dom'
import { useStore } from 'zustand'
import { ErrorState } from '@/components/ui/error-state'
import { later } from '@/components/ui/later'
import type { Manifest } from '@/flow/define/manifest'
import { CanvasSkeleton } from '../canvas/canvas-skeleton'
import { type Draft, openDraft } from '../draft/draft'
import { rememberDraft } from '../draft/left-behind'
import { trpcTransport } from '../draft/trpc-transport'
import { useSession } from '../shell/session'
import { Crumbs, TopBar } from '../shell/top-bar'
import { openTogether, type Together } from '../together/together'
import { ALONE, addressOf } from '../trpc/client'
import { errorCode, errorMessage } from '../trpc/error-of'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { OpenFlow } from './open-flow'

const FlowNotThere = later(() => import('./flow-not-there').then((parts) => parts.FlowNotThere))

type FlowProps = { flowId: string; workspace: string }
/** `sight`: what is shown of it until it can be drawn. */
type EditorProps = FlowProps & { sight: ReactNode }
type Opened = { draft: Draft; together: Together }

/** One flow, to look at, change, test and publish. */
export function Editor({ flowId, workspace, sight }: EditorProps) {
  sendAhead(workspace, flowId)
  const trpc = useTRPC()
  const manifest = useQuery(trpc.manifest.get.queryOptions(undefined, { staleTime: 5 * 60_000, trpc: { context: ALONE } }))
  const opened = useDraft(flowId, workspace)
  const flow = useQuery(trpc.flows.get.queryOptions({ id: flowId }))
  const failed = manifest.error ?? flow.error
  if (failed && !(manifest.data && flow.data)) {
    return (
      <Without workspace={workspace}>
        {errorCode(failed) === 'NOT_FOUND' ? (
          <FlowNotThere workspace={workspace}>It may have been deleted, or it belongs to another workspace.</FlowNotThere>
        ) : (
          <ErrorState
            title="The flow could not be opened"
            message={errorMessage(failed)}
            onRetry={() => void Promise.all([manifest.refetch(), flow.refetch()])}
          />
        )}
      </Without>
    )
  }
  if (!manifest.data || !opened) return <CanvasSkeleton label="Opening the flow" sight={sight} />
  return <WhenReady flowId={flowId} workspace={workspace} sight={sight} manifest={manifest.data} {...opened} />
}

/** With the page: what is waited for is on its way before the code that asks for it is. */
function sendAhead(workspace: string, flowId: string) {
  if (typeof window !== 'undefined') return
  for (const address of [addressOf(workspace, 'manifest.get', undefined), addressOf(workspace, 'drafts.open', { flowId })])
    preload(address, { as: 'fetch', crossOrigin: 'anonymous' })
}

/** On its way while everything else is, too. */
function useDraft(flowId: string, workspace: string): Opened | undefined {
  const client = useTRPCClient()
  const { me } = useSession()
  const [opened, setOpened] = useState<Opened>()
  useEffect(() => {
    const together = openTogether(client, flowId)
    const person = me.user.id
    const draft = openDraft(`kaos:${person}:${flowId}`, trpcTransport(client, { workspace, person, flowId, together }))
    rememberDraft(flowId, draft.sync)
    setOpened({ draft, together })
    return () => {
      draft.close()
      together.close()
    }
  }, [client, me.user.id, workspace, flowId])
  return opened
}

function WhenReady({ draft, sight, ...props }: EditorProps & Opened & { manifest: Manifest }) {
  const ready = useStore(draft.sync, (state) => state.ready)
  const refused = useStore(draft.sync, ({ status }) => (status.state === 'refused' ? status : null))
  const { workspace } = props
  if (refused?.gone) {
    return (
      <Without workspace={workspace}>
        <FlowNotThere workspace={workspace}>
          It was deleted meanwhile, or you may not see it any more. What was not saved yet is kept in this browser.
        </FlowNotThere>
      </Without>
    )
  }
  if (ready) return <OpenFlow {...props} draft={draft} />
  if (!refused) return <CanvasSkeleton label="Opening the flow" sight={sight} />
  return (
    <Without workspace={workspace}>
      <ErrorState title="The flow could not be opened" message={refused.message} />
    </Without>
  )
}

/** The page while there is no flow on it. */
function Without({ workspace, children }: { workspace: string; children: ReactNode }) {
  return (
    <>
      <TopBar>
        <Crumbs trail={[{ label: 'Flows', href: `/w/${workspace}/flows` }]} title="Flow" />
      </TopBar>
      {children}
    </>
  )
}
