'use client'
import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo } from 'react'
import { useStore } from 'zustand'
import { cn } from '@/components/ui/cn'
import { refuseMuch } from '@/components/ui/refuse-much'
import type { CanvasNode } from './flow-node'
import { FoldedFrame } from './folded-frame'
import { FrameCard } from './frame-card'
import { useCanvas } from './model'

/** As the schema has it (flow/graph/graph.ts). */
const MOST_OF_NOTE = 20_000

/** A sticky note: plain text that explains. */
export const NoteCard = memo(function NoteCard({ id, selected, data }: NodeProps<CanvasNode>) {
  const { graph, gestures, noteInEdit } = useCanvas()
  const note = useStore(graph, (state) => state.notes.get(id))
  const editing = useStore(noteInEdit, (current) => current.id === id)
  if (!note) return null
  if (note.frame && data.folded && !editing) return <FoldedFrame note={note} folded={data.folded} selected={selected} />
  if (note.frame) return <FrameCard note={note} selected={selected} editing={editing} />
  return (
    <div className={cn('canvas-note', selected && 'canvas-selected')}>
      {gestures && selected && (
        <NodeResizer
          minWidth={120}
          minHeight={48}
          lineClassName="canvas-resize-line"
          handleClassName="canvas-resize-handle"
          onResizeEnd={(_, { width, height }) => gestures.resizeNote(id, { width, height })}
        />
      )}
      {editing && gestures ? (
        <textarea
          aria-label="Note"
          className="nodrag nowheel size-full resize-none bg-transparent outline-none"
          defaultValue={note.text}
          maxLength={MOST_OF_NOTE}
          onPaste={(event) => refuseMuch(event, MOST_OF_NOTE)}
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
          autoFocus
          onBlur={(event) => {
            noteInEdit.setState({ id: null })
            if (event.target.value !== note.text) gestures.editNote(id, event.target.value)
          }}
          onKeyDown={(event) => {
            event.stopPropagation()
            if (event.key === 'Escape') event.currentTarget.blur()
          }}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: Enter on the focused note does the same
        <div className="size-full overflow-hidden whitespace-pre-wrap" onDoubleClick={() => noteInEdit.setState({ id })}>
          {note.text || <span className="opacity-60">Double-click to write</span>}
        </div>
      )}
    </div>
  )
})
