'use client'
import { useReactFlow } from '@xyflow/react'
import { useEffect } from 'react'
import { toast } from '@/components/ui/toast'
import type { Clip } from '@/flow/draft/clip-schema'
import { bringPaste } from './clip/bring-paste'
import { readClip } from './clip/read-clip'
import { useEditor } from './context'
import { newId } from './new-id'
import { useGestures } from './use-gestures'

/** A change of more would not reach the server in one piece (server/services/drafts/push.ts). */
const MOST_AT_ONCE = 2_500_000

/** Copies steps as JSON text and pastes such text: between flows, browsers and people. */
export function useClipboard() {
  const { draft, elements, mayEdit } = useEditor()
  const gestures = useGestures()
  const flow = useReactFlow()

  useEffect(() => {
    let pointer: { x: number; y: number } | null = null
    const onMove = (event: PointerEvent) => {
      pointer = event.target instanceof Element && event.target.closest('.react-flow') ? { x: event.clientX, y: event.clientY } : null
    }

    const onCopy = (event: ClipboardEvent) => {
      if (isTyping() || !(window.getSelection()?.isCollapsed ?? true)) return
      const clip = gestures.clip()
      if (clip.nodes.length + clip.notes.length === 0) return
      event.clipboardData?.setData('text/plain', JSON.stringify(clip, null, 2))
      event.preventDefault()
      if (event.type === 'cut' && mayEdit) gestures.removeSelected()
    }

    const onPaste = (event: ClipboardEvent) => {
      if (!mayEdit || isTyping()) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (!text.includes('"kaos"')) return
      event.preventDefault()
      void readClip(text).then((read) => {
        if (read.ok) void paste(read.clip)
        else toast.error(read.message)
      })
    }

    const paste = async (clip: Clip) => {
      const pasteOf = await bringPaste()
      const edit = pasteOf(clip, draft.snapshot(), newId, offsetFor(clip, pointer && flow.screenToFlowPosition(pointer)))
      if (JSON.stringify(edit).length > MOST_AT_ONCE)
        return toast.error('This is more than can be pasted at once. Import it as a flow of its own.')
      draft.edit(edit)
      elements.select([...edit.nodes, ...edit.notes].map(({ id }) => id))
    }

    document.addEventListener('pointermove', onMove)
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('pointermove', onMove)
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [draft, elements, mayEdit, gestures, flow])
}

/** Under the pointer, or a little beside where it came from. */
function offsetFor(clip: Clip, pointer: { x: number; y: number } | null) {
  const roots = [...clip.nodes, ...clip.notes].filter((item) => !clip.nodes.some((node) => node.id === item.parentId))
  if (!pointer) return { x: 32, y: 32 }
  const left = Math.min(...roots.map(({ position }) => position.x))
  const top = Math.min(...roots.map(({ position }) => position.y))
  return { x: Math.round(pointer.x - left), y: Math.round(pointer.y - top) }
}

function isTyping(): boolean {
  const focused = document.activeElement
  if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) return true
  return focused instanceof HTMLElement && focused.isContentEditable
}
