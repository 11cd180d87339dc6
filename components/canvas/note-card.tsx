'use client'
import { type NodeProps, NodeResizer } from '@xyflow/react'
import { memo } from 'react'
import { useStore } from 'zustand'
import { cn } from '@/components/ui/cn'
import type { CanvasNode } from './flow-node'
import { FoldedFrame } from './folded-frame'
import { FrameCard } from './frame-card'
import { useCanvas } from './model'
import { NoteField } from './note-field'

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
          onResizeEnd={(_, box) => gestures.resizeNote(id, box)}
        />
      )}
      {editing && gestures ? (
        <NoteField
          text={note.text}
          onWrite={(text) => gestures.editNote(id, text)}
          onDone={() => noteInEdit.setState((now) => (now.id === id ? { id: null } : now))}
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
