'use client'
import { useStore } from 'zustand'
import { useEditor } from '../context'
import { EmptyStart } from '../on-demand'

/** An empty flow teaches. */
export function EmptyCanvas() {
  const { canvas } = useEditor()
  const empty = useStore(canvas.graph, (state) => state.nodes.size === 0 && state.notes.size === 0)
  return empty ? <EmptyStart /> : null
}
