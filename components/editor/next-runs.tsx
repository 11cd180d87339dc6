'use client'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useNow } from '@/components/ui/use-now'
import type { Node } from '@/flow/graph/graph'
import { useEditor } from './context'
import { nextRuns } from './next-slots'

/** When the schedule, as it is set up now, would start the flow next. */
export function NextRuns({ node }: { node: Node }) {
  const { draft } = useEditor()
  const flowZone = useStore(draft.graph, (state) => state.settings.timeZone)
  const minute = Math.floor(useNow() / 60_000)
  const runs = useMemo(() => nextRuns(node.params, flowZone, minute * 60_000), [node.params, flowZone, minute])
  if (!runs) return null
  return (
    <section aria-labelledby={`next-${node.id}`} className="flex flex-col gap-1.5">
      <h2 id={`next-${node.id}`} className="flex items-baseline justify-between gap-2 font-medium text-sm">
        Next five runs
        <span className="font-normal text-ink-3">{runs.zone}</span>
      </h2>
      <ol className="flex flex-col gap-1 text-sm tabular-nums">
        {runs.slots.map(({ at, when, note }) => (
          <li key={at} className="flex items-baseline justify-between gap-3">
            <time dateTime={new Date(at).toISOString()}>{when}</time>
            {note && <span className="text-ink-3 text-xs">{note}</span>}
          </li>
        ))}
      </ol>
    </section>
  )
}
