'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { History, Play, Redo2, Settings2, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useStore } from 'zustand'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Kbd } from '@/components/ui/kbd'
import { TopBar } from '../shell/top-bar'
import { useTRPC } from '../trpc/provider'
import { sayFailure } from '../trpc/say-failure'
import { useEditor } from './context'
import { FlowMenu } from './flow-menu'
import { NameField } from './name-field'
import { PeopleIfAny } from './on-demand'
import { ProblemsButton } from './problems'
import { SavedState } from './saved-state'
import { useDraftChanges } from './use-draft-changes'

/** Where this is, whether it is saved, and what can be done with the whole flow. */
export function EditorTopBar() {
  const { flowId, workspace, draft, screen, mayEdit, mayTest, mayPublish } = useEditor()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const flow = useQuery(trpc.flows.get.queryOptions({ id: flowId }))
  const folders = useQuery(trpc.folders.list.queryOptions())
  const canUndo = useStore(draft.sync, (state) => state.canUndo)
  const canRedo = useStore(draft.sync, (state) => state.canRedo)
  /** A name that was not taken does not stay in its field. */
  const [refused, setRefused] = useState(0)
  const rename = useMutation(
    trpc.flows.rename.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.flows.pathFilter()),
      onError: (error) => {
        setRefused(refused + 1)
        sayFailure(error)
      },
    }),
  )
  const folder = folders.data?.find(({ id }) => id === flow.data?.folderId)
  const live = flow.data?.liveVersion

  return (
    <TopBar
      actions={
        <>
          {mayEdit && (
            <span className="flex max-lg:hidden">
              <IconButton icon={Undo2} label="Undo" shortcut="mod+z" disabled={!canUndo} onClick={draft.undo} />
              <IconButton icon={Redo2} label="Redo" shortcut="mod+shift+z" disabled={!canRedo} onClick={draft.redo} />
            </span>
          )}
          <PeopleIfAny />
          <Button variant="ghost" onClick={() => screen.setState({ dialog: 'versions' })} className="max-sm:hidden">
            <History aria-hidden />
            <span className="tabular-nums">{live ? `v${live.number}` : 'Versions'}</span>
          </Button>
          <IconButton
            icon={Settings2}
            label="Settings of the flow"
            className="max-sm:hidden"
            onClick={() => screen.setState({ dialog: 'settings' })}
          />
          <FlowMenu />
          {mayTest && (
            <Button onClick={() => screen.setState({ dialog: 'test' })}>
              <Play aria-hidden />
              <span className="max-sm:sr-only">Test</span>
              <Kbd keys="mod+enter" className="max-md:hidden" />
            </Button>
          )}
          {mayPublish && (
            <Button variant="primary" onClick={() => screen.setState({ dialog: 'publish' })}>
              Publish
            </Button>
          )}
        </>
      }
    >
      {/* On a phone the name has a line of its own, and how the flow stands is below it. */}
      <div className="max-sm:min-w-0 max-sm:py-1 sm:contents">
        <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1.5 text-md">
          <Link href={`/w/${workspace}/flows`} className="max-w-40 shrink-0 truncate rounded-[4px] text-ink-2 hover:text-ink max-sm:hidden">
            {folder?.name ?? 'Flows'}
          </Link>
          <span aria-hidden className="text-ink-3 max-sm:hidden">
            /
          </span>
          <h1 className="flex min-w-0 shrink">
            {flow.data && (
              <NameField
                key={refused}
                value={flow.data.name}
                label="Name of the flow"
                maxLength={120}
                readOnly={!mayEdit}
                onChange={(name) => rename.mutate({ id: flowId, name })}
              />
            )}
          </h1>
        </nav>
        <div className="sm:contents max-sm:flex max-sm:h-6 max-sm:items-center max-sm:gap-2">
          {flow.data && <DraftBadge live={live?.number ?? null} />}
          {flow.data?.paused && <Badge tone="wait">Paused</Badge>}
          <SavedState />
          <ProblemsButton />
        </div>
      </div>
    </TopBar>
  )
}

/** Draft and published are plainly different things. */
function DraftBadge({ live }: { live: number | null }) {
  return live === null ? <Badge className="max-md:hidden">Draft, not published</Badge> : <ChangesSince live={live} />
}

function ChangesSince({ live }: { live: number }) {
  const changes = useDraftChanges()
  if (changes === null) return null
  if (changes.length === 0)
    return (
      <Badge tone="ok" className="max-md:hidden">
        Live as v{live}
      </Badge>
    )
  return <Badge className="max-md:hidden">{changes.length === 1 ? 'Draft · 1 change' : `Draft · ${changes.length} changes`}</Badge>
}
