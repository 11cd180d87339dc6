'use client'
import { ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { cn } from '@/components/ui/cn'
import { humanLabel } from '@/flow/mapping/human-label'
import { type Use, usesByField, usesIn } from '@/flow/mapping/uses'
import { useEditor } from '../context'
import { focusField } from '../focus-inspector'
import { useGestures } from '../use-gestures'

/** Where each field of this step is used; a click goes there. */
export function UsedBy({ nodeId }: { nodeId: string }) {
  const { draft, canvas } = useEditor()
  const nodes = useStore(draft.graph, (state) => state.nodes)
  const fields = useMemo(() => {
    const uses = usesIn({ nodes: [...nodes.values()] }, canvas.manifest)
    return usesByField(uses.filter(({ sourceId }) => sourceId === nodeId))
  }, [nodes, canvas.manifest, nodeId])
  return (
    <section aria-labelledby="used-by" className="border-t px-4 py-4">
      <h3 id="used-by" className="mb-1.5 font-medium text-sm">
        Where its data is used
      </h3>
      {fields.length === 0 ? (
        <p className="text-ink-3 text-sm">No step uses it yet.</p>
      ) : (
        <ul>
          {fields.map(({ path, uses }) => (
            <FieldUses key={JSON.stringify(path)} name={inWords(path)} uses={uses} open={fields.length <= 6} />
          ))}
        </ul>
      )}
    </section>
  )
}

function FieldUses({ name, uses, open: atFirst }: { name: string; uses: readonly Use[]; open: boolean }) {
  const [open, setOpen] = useState(atFirst)
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-7 w-full items-center gap-1.5 rounded-sm px-1 text-left text-sm hover:bg-hover"
      >
        <ChevronRight
          className={cn('size-4 shrink-0 text-ink-3 transition-transform', open && 'rotate-90')}
          strokeWidth={1.75}
          aria-hidden
        />
        <span className="min-w-0 flex-1 truncate">{name}</span>
        <span className="text-ink-3 tabular-nums">{uses.length}</span>
      </button>
      {open && (
        <ul>
          {uses.map((use, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a field may use the same data twice
            <UseLine key={`${use.nodeId}${use.field}${at}`} use={use} />
          ))}
        </ul>
      )}
    </li>
  )
}

function UseLine({ use: { nodeId, field, fieldName } }: { use: Use }) {
  const { draft, screen } = useEditor()
  const gestures = useGestures()
  const label = useStore(draft.graph, (state) => state.nodes.get(nodeId)?.label)
  return (
    <li>
      <button
        type="button"
        onClick={() => {
          screen.setState({ inspectorTab: 'setup' })
          gestures.show(nodeId)
          focusField(field)
        }}
        className="flex min-h-7 w-full items-center gap-1.5 rounded-sm py-1 pr-1 pl-6.5 text-left text-sm hover:bg-hover"
      >
        <span className="min-w-0 truncate font-medium">{label}</span>
        <span className="min-w-0 truncate text-ink-2">{fieldName}</span>
      </button>
    </li>
  )
}

function inWords(path: readonly (string | number)[]): string {
  return path.length === 0 ? 'All of it' : path.map((part) => (typeof part === 'number' ? `#${part + 1}` : humanLabel(part))).join(' ▸ ')
}
