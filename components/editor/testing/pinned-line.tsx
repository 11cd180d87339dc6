'use client'
import { Pin } from 'lucide-react'
import { useStore } from 'zustand'
import { useEditor } from '../context'

/** What is pinned is for tests: whoever publishes should not wonder. */
export function PinnedLine() {
  const { canvas } = useEditor()
  const count = useStore(canvas.graph, ({ nodes }) => {
    return [...nodes.values()].filter(({ sample, type }) => sample !== undefined && canvas.manifest.nodes[type]?.kind !== 'trigger').length
  })
  if (count === 0) return null
  return (
    <p className="flex items-center gap-2 text-ink-2 text-sm">
      <Pin className="size-4 shrink-0 text-brand-ink" strokeWidth={1.75} aria-hidden />
      {count === 1 ? 'One step has pinned data.' : `${count} steps have pinned data.`} Live runs do not use it.
    </p>
  )
}
