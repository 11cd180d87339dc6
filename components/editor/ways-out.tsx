'use client'
import { useId } from 'react'
import { cn } from '@/components/ui/cn'
import { portsOf } from '@/flow/graph/ports'
import { typeOf } from '../canvas/model'
import type { AddRequest } from './add-node'
import { useEditor } from './context'

/** By which of its ways out a new step follows another, where there are several: Tab leads here from what is searched. */
export function WaysOut({ request, onChange }: { request: AddRequest; onChange: (port: string) => void }) {
  const { canvas } = useEditor()
  const name = useId()
  const node = request.kind === 'after' ? canvas.graph.getState().nodes.get(request.source) : undefined
  const ports = node ? portsOf(node, typeOf(canvas.manifest, node.type)) : []
  if (request.kind !== 'after' || ports.length < 2) return null
  return (
    <fieldset className="flex flex-wrap items-center gap-1 border-b px-3.5 py-2 text-sm">
      <legend className="sr-only">The way it follows</legend>
      {ports.map(({ id, label }) => (
        <label
          key={id}
          className={cn(
            'flex h-6 items-center rounded-sm border border-transparent px-2 text-ink-2 has-focus-visible:outline-2 has-focus-visible:outline-brand',
            id === request.port && 'border-ink font-medium text-ink',
          )}
        >
          <input
            type="radio"
            name={name}
            value={id}
            checked={id === request.port}
            onChange={() => onChange(id)}
            className="absolute size-px opacity-0"
          />
          {label || id}
        </label>
      ))}
    </fieldset>
  )
}
