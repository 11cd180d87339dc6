'use client'
import { useReactFlow } from '@xyflow/react'
import { useEffect } from 'react'
import { toast } from '@/components/ui/toast'
import { absoluteBoxesOf } from '../canvas/boxes'
import { selectedNodes } from '../canvas/elements'
import { focusNode } from '../canvas/focus-node'
import { typeOf } from '../canvas/model'
import { bringPaste } from './clip/bring-paste'
import { useEditor } from './context'
import { newId } from './new-id'
import { useGestures } from './use-gestures'

/** A change of more would not reach the server in one piece (server/services/drafts/push.ts). */
const MOST_AT_ONCE = 2_500_000

/** Copies steps as JSON text and pastes such text: between flows, browsers and people. */
export function useClipboard() {
  const { draft, canvas, elements, mayEdit } = useEditor()
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
      if (!mayEdit || isTyping() || document.activeElement?.closest('[role="dialog"]')) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text.trim() === '') return
      event.preventDefault()
      void paste(text)
    }

    const paste = async (text: string) => {
      const { readClip, placeOfClip, pasteOf } = await bringPaste()
      const read = readClip(text)
      if (!read.ok) return toast.error(read.message)
      const { clip } = read
      const { nodes } = elements.store.getState()
      const containers = new Set(nodes.filter(({ type, hidden }) => type === 'container' && !hidden).map(({ id }) => id))
      const place = placeOfClip(
        clip,
        { pointer: pointer && flow.screenToFlowPosition(pointer), chosen: selectedNodes(elements.store.getState())[0]?.id },
        {
          graph: canvas.graph.getState(),
          boxes: absoluteBoxesOf(nodes),
          mayHold: (id) => containers.has(id),
          fitsInside: (type) => typeOf(canvas.manifest, type)?.kind !== 'trigger',
        },
      )
      const edit = pasteOf(clip, draft.snapshot(), newId, place.offset, () => place.parentId)
      if (JSON.stringify(edit).length > MOST_AT_ONCE)
        return toast.error('This is more than can be pasted at once. Import it as a flow of its own.')
      draft.edit(edit)
      elements.select([...edit.nodes, ...edit.notes].map(({ id }) => id))
      const [first] = edit.nodes
      if (first) focusNode(first.id)
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
  }, [draft, canvas, elements, mayEdit, gestures, flow])
}

function isTyping(): boolean {
  const focused = document.activeElement
  if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) return true
  return focused instanceof HTMLElement && focused.isContentEditable
}
