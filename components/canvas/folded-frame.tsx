'use client'
import { Handle, Position } from '@xyflow/react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { cn } from '@/components/ui/cn'
import type { Note } from '@/flow/graph/graph'
import { CardState } from './card-state'
import type { FoldedFrame as Folded } from './flow-node'
import { FoldButton } from './fold-button'
import { foldedState } from './folded-state'
import { BORDER, FRAME_HEAD, portY } from './measures'
import { useCanvas } from './model'

type FoldedFrameProps = { note: Note; folded: Folded; selected: boolean }

/** A frame as one card: its name, how many steps it holds, and how they fare. Lines of the steps end at it. */
export function FoldedFrame({ note, folded: { steps }, selected }: FoldedFrameProps) {
  const { live, problems } = useCanvas()
  const { status, done, failed, hasRun } = useStore(
    live,
    useShallow(({ nodes }) => foldedState(steps.map((id) => nodes.get(id)?.status))),
  )
  const wrong = useStore(
    problems,
    useShallow((all) => steps.flatMap((id) => all.get(id) ?? [])),
  )
  return (
    <div
      data-status={status ?? 'idle'}
      data-problem={!hasRun && wrong.some((problem) => problem.severity === 'error')}
      className={cn('canvas-card canvas-folded', selected && 'canvas-selected')}
    >
      <div className="flex items-center gap-1 px-1.5" style={{ height: FRAME_HEAD + 8 }}>
        <FoldButton note={note} isFolded />
        <span className="min-w-0 flex-1 truncate font-semibold text-md">{note.text || 'Frame'}</span>
        <CardState status={status} problems={hasRun ? [] : wrong} />
      </div>
      <p className="truncate px-3 text-ink-2 text-sm tabular-nums">
        {steps.length} {steps.length === 1 ? 'step' : 'steps'}
        {hasRun && `, ${done} done`}
        {failed > 0 && `, ${failed} failed`}
      </p>
      <Handle
        type="target"
        position={Position.Left}
        isConnectable={false}
        style={{ top: portY(0) - BORDER }}
        className="canvas-handle"
        aria-hidden
      />
      <Handle
        type="source"
        id="out"
        position={Position.Right}
        isConnectable={false}
        style={{ top: portY(0) - BORDER }}
        className="canvas-handle"
        aria-hidden
      />
    </div>
  )
}
