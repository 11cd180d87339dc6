'use client'
import { useReactFlow } from '@xyflow/react'
import { Maximize, MessageCircle, PanelLeft, Plus, Search, StickyNote, WandSparkles } from 'lucide-react'
import { IconButton } from '@/components/ui/icon-button'
import { FIT } from '../canvas/measures'
import { useEditor } from './context'
import { usePalette } from './palette/use-palette'
import { useGestures } from './use-gestures'

/** Beside the canvas: the few things done all the time. Each is an action with a key, too. */
export function Toolbar() {
  const { mayEdit, screen } = useEditor()
  const gestures = useGestures()
  const palette = usePalette()
  const flow = useReactFlow()
  return (
    <div
      role="toolbar"
      aria-label="Canvas"
      aria-orientation="vertical"
      className="absolute bottom-3.5 left-3.5 z-10 flex flex-col divide-y overflow-hidden rounded-md border bg-surface shadow-card [&>button]:rounded-none"
    >
      {mayEdit && (
        <>
          <IconButton icon={Plus} label="Add a step" shortcut="n" side="right" onClick={() => gestures.askHere()} />
          <IconButton
            icon={PanelLeft}
            label={palette.open ? 'Close the palette' : 'Open the palette of steps'}
            shortcut="shift+a"
            side="right"
            aria-pressed={palette.open}
            onClick={() => palette.setOpen(!palette.open)}
          />
          <IconButton icon={StickyNote} label="Add a note" shortcut="shift+n" side="right" onClick={() => gestures.addNote()} />
          <IconButton icon={WandSparkles} label="Tidy up" shortcut="shift+l" side="right" onClick={() => gestures.tidy()} />
        </>
      )}
      <IconButton
        icon={Maximize}
        label="Show all of it"
        shortcut="1"
        side="right"
        onClick={() => void flow.fitView({ ...FIT, duration: 180 })}
      />
      <IconButton icon={MessageCircle} label="Comments" side="right" onClick={() => screen.setState({ comments: {} })} />
      <IconButton icon={Search} label="Find a step" shortcut="mod+f" side="right" onClick={() => screen.setState({ dialog: 'find' })} />
    </div>
  )
}
