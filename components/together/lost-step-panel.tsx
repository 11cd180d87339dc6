'use client'
import { useQuery } from '@tanstack/react-query'
import { RotateCcw, X } from 'lucide-react'
import { useEditor } from '../editor/context'
import { useGestures } from '../editor/use-gestures'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import type { LostStep } from './lost-step'

/** In place of the form: the step is gone, by whom, and the way back. */
export function LostStepPanel({ lost, onClose }: { lost: LostStep; onClose: () => void }) {
  const { draft, mayEdit } = useEditor()
  const gestures = useGestures()
  const trpc = useTRPC()
  const members = useQuery(trpc.members.list.queryOptions(undefined, { staleTime: 60_000 }))
  const who = members.data?.find(({ userId }) => userId === lost.by)?.name ?? 'Somebody'
  const bringBack = () => {
    draft.edit({ type: 'graph.paste', nodes: lost.nodes, edges: lost.edges, notes: [] })
    gestures.show(lost.node.id)
    onClose()
  }
  return (
    <aside
      aria-label="Deleted step"
      className="z-20 flex w-96 max-w-full shrink-0 flex-col gap-3 border-l bg-surface px-4 py-3.5 max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:shadow-pop"
    >
      <header className="flex items-center gap-2.5">
        <h2 className="min-w-0 flex-1 truncate font-semibold text-lg">{lost.node.label}</h2>
        <IconButton icon={X} label="Close" size="sm" onClick={onClose} />
      </header>
      <p role="status" className="text-ink-2 text-sm">
        {who} deleted this step while you had it open. What you changed is not lost: bring it back, and it stands where it was, set up as it
        was.
      </p>
      {mayEdit && (
        <Button className="self-start" onClick={bringBack}>
          <RotateCcw aria-hidden />
          Bring it back
        </Button>
      )}
    </aside>
  )
}
