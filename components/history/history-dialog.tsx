'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { toast } from 'sonner'
import type { GraphStore } from '../draft/graph-store'
import { useEditor, useScreen } from '../editor/context'
import { GraphView } from '../publish/graph-view'
import { errorMessage } from '../trpc/error-of'
import { useTRPC } from '../trpc/provider'
import { Button } from '../ui/button'
import { DialogContent, DialogRoot } from '../ui/dialog'
import { EmptyState } from '../ui/empty-state'
import { ErrorState } from '../ui/error-state'
import { Skeleton } from '../ui/skeleton'
import { placeOf, type Stop, stopsOf } from './stops'
import { TimeSlider } from './time-slider'

const CALM_MS = 600

/** The draft as it was, stretch by stretch; any point of it can be brought back. */
export function HistoryDialog() {
  const { screen } = useEditor()
  const open = useScreen((state) => state.dialog === 'history')
  return (
    <DialogRoot open={open} onOpenChange={(next) => screen.setState({ dialog: next ? 'history' : null })}>
      {open && (
        <DialogContent
          title="History of the draft"
          description="Who changed what, and the flow as it was then. Bringing a point back is an edit like any other."
          className="top-[5vh] max-h-[90vh] max-w-280"
        >
          <HistoryOfDraft />
        </DialogContent>
      )}
    </DialogRoot>
  )
}

function HistoryOfDraft() {
  const { flowId, draft } = useEditor()
  const trpc = useTRPC()
  const history = useQuery(trpc.drafts.history.queryOptions({ flowId }, { staleTime: 0 }))
  const { refetch } = history
  useEffect(() => whenCalm(draft.graph, () => void refetch()), [draft, refetch])
  if (history.isPending) return <Skeleton className="h-[60vh]" />
  if (!history.data)
    return (
      <ErrorState title="The history could not be loaded" message={errorMessage(history.error)} onRetry={() => void history.refetch()} />
    )
  const stops = stopsOf(history.data)
  if (stops.length < 2)
    return <EmptyState title="Nothing was changed yet">From the first change on, every one can be seen here.</EmptyState>
  return <Film stops={stops} />
}

/** What others do meanwhile belongs to the history, too. */
function whenCalm(graph: GraphStore, look: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = graph.subscribe(() => {
    clearTimeout(timer)
    timer = setTimeout(look, CALM_MS)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

function Film({ stops }: { stops: readonly Stop[] }) {
  const { flowId, draft, screen, mayEdit } = useEditor()
  const trpc = useTRPC()
  const [chosen, setChosen] = useState<number | null>(null)
  const at = placeOf(chosen, stops)
  const stop = stops[at]
  const options = { staleTime: Number.POSITIVE_INFINITY, placeholderData: keepPreviousData }
  const now = useQuery(trpc.drafts.at.queryOptions({ flowId, seq: stop?.seq ?? 0 }, options))
  const before = useQuery(trpc.drafts.at.queryOptions({ flowId, seq: stops[Math.max(0, at - 1)]?.seq ?? 0 }, options))
  const restore = () => {
    if (!now.data) return
    draft.edit({ type: 'graph.replace', graph: now.data })
    screen.setState({ dialog: null })
    toast.success('The draft is as it was then', { action: { label: 'Undo', onClick: draft.undo } })
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="h-[56vh] overflow-hidden rounded-md border">
        {now.data ? (
          <GraphView graph={now.data} before={before.data} label="The flow as it was" />
        ) : now.isError ? (
          <ErrorState title="This point could not be loaded" message={errorMessage(now.error)} onRetry={() => void now.refetch()} />
        ) : (
          <Skeleton className="size-full" />
        )}
      </div>
      <TimeSlider stops={stops} at={at} onChange={(next) => setChosen(next === stops.length - 1 ? null : (stops[next]?.seq ?? null))} />
      {mayEdit && (
        <div className="flex justify-end">
          <Button variant="primary" disabled={at === stops.length - 1 || !now.data || now.isPlaceholderData} onClick={restore}>
            <RotateCcw aria-hidden />
            Bring this back
          </Button>
        </div>
      )}
    </div>
  )
}
