'use client'
import { useStoreApi } from '@xyflow/react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import type { Note } from '@/flow/graph/graph'
import type { CanvasNode } from './flow-node'
import { toggleFold } from './fold-action'
import { useCanvas } from './model'

/** Collapses a frame to a card, or opens it again. */
export function FoldButton({ note, isFolded }: { note: Note; isFolded: boolean }) {
  const { folds } = useCanvas()
  const flow = useStoreApi<CanvasNode>()
  if (!folds) return null
  const Icon = isFolded ? ChevronRight : ChevronDown
  const name = note.text || 'the frame'
  return (
    <button
      type="button"
      aria-expanded={!isFolded}
      aria-label={isFolded ? `Expand ${name}` : `Collapse ${name}`}
      title={isFolded ? 'Expand' : 'Collapse to a card'}
      className="nodrag nopan pointer-events-auto flex size-6 shrink-0 items-center justify-center rounded-[4px] text-ink-2 hover:bg-hover"
      onClick={(event) => {
        event.stopPropagation()
        toggleFold(note.id, flow.getState().nodes, folds)
      }}
    >
      <Icon className="size-4" strokeWidth={1.75} aria-hidden />
    </button>
  )
}
