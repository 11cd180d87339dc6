'use client'
import { NodeResizer } from '@xyflow/react'
import { cn } from '@/components/ui/cn'
import { refuseMuch } from '@/components/ui/refuse-much'
import type { Note } from '@/flow/graph/graph'
import { FoldButton } from './fold-button'
import { leaveField } from './leave-field'
import { FRAME_HEAD } from './measures'
import { useCanvas } from './model'

const MOST_OF_NAME = 200

type FrameCardProps = { note: Note; selected: boolean; editing: boolean }

/** A titled box behind steps that belong together. It is taken by its head; the pointer goes through the rest. */
export function FrameCard({ note, selected, editing }: FrameCardProps) {
  const { gestures, noteInEdit } = useCanvas()
  return (
    <div className={cn('canvas-frame', selected && 'canvas-selected')}>
      {gestures && selected && (
        <NodeResizer
          minWidth={120}
          minHeight={FRAME_HEAD + 40}
          lineClassName="canvas-resize-line canvas-frame-grip"
          handleClassName="canvas-resize-handle canvas-frame-grip"
          onResizeEnd={(_, box) => gestures.resizeNote(note.id, box)}
        />
      )}
      {editing && gestures ? (
        <input
          aria-label="Name of the frame"
          className="canvas-frame-head nodrag w-full bg-transparent outline-none"
          style={{ height: FRAME_HEAD }}
          defaultValue={note.text}
          maxLength={MOST_OF_NAME}
          onPaste={(event) => refuseMuch(event, MOST_OF_NAME)}
          // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
          autoFocus
          onBlur={(event) => {
            noteInEdit.setState({ id: null })
            if (event.target.value !== note.text) gestures.editNote(note.id, event.target.value)
          }}
          onKeyDown={(event) => {
            event.stopPropagation()
            const field = event.currentTarget
            if (event.key === 'Escape') field.value = note.text
            if (event.key === 'Escape' || event.key === 'Enter') leaveField(field)
          }}
        />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: F2 on the focused frame does the same
        <div
          className="canvas-frame-head flex items-center gap-1"
          style={{ height: FRAME_HEAD }}
          onDoubleClick={() => noteInEdit.setState({ id: note.id })}
        >
          <FoldButton note={note} isFolded={false} />
          <span className="min-w-0 flex-1 truncate">{note.text || <span className="opacity-60">Frame</span>}</span>
        </div>
      )}
    </div>
  )
}
