'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useStore } from 'zustand'
import { useEditor, useScreen } from '../editor/context'
import { useGestures } from '../editor/use-gestures'
import { useCan } from '../shell/session'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { ErrorState } from '../ui/error-state'
import { IconButton } from '../ui/icon-button'
import { Skeleton } from '../ui/skeleton'
import { Compose } from './compose'
import { ThreadCard } from './thread-card'
import { type Thread, useThreads } from './use-threads'

/** Everything said about this flow; what was asked for stands first. */
export function CommentsPanel() {
  const { screen, draft } = useEditor()
  const opened = useScreen((state) => state.comments)
  const mayComment = useCan('flow.comment')
  const said = useThreads()
  const threads = said.data ?? []
  const nodes = useStore(draft.graph, (state) => state.nodes)
  const [withSettled, setWithSettled] = useState(false)
  if (!opened) return null
  const close = () => screen.setState({ comments: null })
  const isAsked = ({ id, nodeId }: Thread) => id === opened.threadId || (nodeId !== null && nodeId === opened.nodeId)
  const settled = threads.filter(({ resolvedAt }) => resolvedAt !== null).length
  const shown = threads.filter((thread) => withSettled || thread.resolvedAt === null || thread.id === opened.threadId)
  const inOrder = [...shown.filter(isAsked), ...shown.filter((thread) => !isAsked(thread))]
  const label = opened.nodeId === undefined ? 'the canvas' : nodes.get(opened.nodeId)?.label || 'a step'

  return (
    <aside
      aria-label="Comments"
      className="flex w-96 shrink-0 flex-col border-l bg-surface max-md:absolute max-md:inset-0 max-md:z-20 max-md:w-auto"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        event.stopPropagation()
        close()
      }}
    >
      <header className="flex items-center justify-between gap-2 px-4 pt-3.5 pb-2">
        <h2 className="font-semibold text-lg">Comments</h2>
        <IconButton icon={X} label="Close comments" size="sm" onClick={close} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 pb-4">
        {mayComment && (opened.nodeId === undefined ? opened.at : nodes.has(opened.nodeId)) && <Begin key={opened.nodeId} label={label} />}
        {said.isPending && <Skeleton className="h-24 shrink-0" />}
        {said.isError && !said.data && (
          <ErrorState title="The comments could not be loaded" message={errorMessage(said.error)} onRetry={() => void said.refetch()} />
        )}
        {said.data && inOrder.length === 0 && <p className="text-ink-2 text-sm">Nothing is said here yet.</p>}
        <ul className="flex flex-col gap-3">
          {inOrder.map((thread) => (
            <Placed key={thread.id} thread={thread}>
              <ThreadCard thread={thread} mayComment={mayComment} shown={isAsked(thread)} />
            </Placed>
          ))}
        </ul>
        {settled > 0 && (
          <Button size="sm" variant="ghost" className="self-start" onClick={() => setWithSettled(!withSettled)}>
            {withSettled ? 'Hide what is settled' : `Show what is settled (${settled})`}
          </Button>
        )}
      </div>
    </aside>
  )
}

function Begin({ label }: { label: string }) {
  const { flowId, draft, screen } = useEditor()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const opened = useScreen((state) => state.comments)
  const start = useMutation(
    trpc.comments.start.mutationOptions({
      onSuccess: ({ threadId }) => {
        // Whoever has turned to something else meanwhile is not called back.
        if (screen.getState().comments === opened) screen.setState({ comments: { nodeId: opened?.nodeId, threadId } })
        return queryClient.invalidateQueries(trpc.comments.pathFilter())
      },
    }),
  )
  const say = async (body: string) => {
    const place = opened?.nodeId === undefined ? opened?.at : { nodeId: opened.nodeId }
    if (!place) return
    // A step that is new here has to be known there first.
    await draft.settled()
    await start.mutateAsync({ flowId, place, body })
  }
  return (
    <div className="flex flex-col gap-1.5">
      <p className="truncate text-ink-2 text-xs" title={label}>
        On {label}
      </p>
      <Compose
        label={`Say something about ${label}`}
        verb="Comment"
        autoFocus
        error={start.isError ? errorMessage(start.error) : null}
        onSay={say}
      />
    </div>
  )
}

/** A thread under the place it is about. */
function Placed({ thread, children }: { thread: Thread; children: ReactNode }) {
  const { draft } = useEditor()
  const gestures = useGestures()
  const { nodeId } = thread
  const node = useStore(draft.graph, (state) => (nodeId === null ? undefined : state.nodes.get(nodeId)))
  return (
    <>
      <li className="-mb-1.5 text-ink-2 text-xs">
        {nodeId === null ? (
          'On the canvas'
        ) : node ? (
          <button type="button" className="rounded-sm hover:text-ink" onClick={() => gestures.select([nodeId])}>
            On {node.label}
          </button>
        ) : (
          `On a deleted step: ${thread.nodeLabel}`
        )}
      </li>
      {children}
    </>
  )
}
