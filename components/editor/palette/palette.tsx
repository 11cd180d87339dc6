'use client'
import { PanelLeftClose } from 'lucide-react'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { IconButton } from '@/components/ui/icon-button'
import { IconTile } from '@/components/ui/icon-tile'
import { SearchInput } from '@/components/ui/search-input'
import type { Manifest, ManifestNode } from '@/flow/define/manifest'
import { useEditor } from '../context'
import { connectorOf, fitness, groupsFor, type StepGroup } from '../step-types'
import { useGestures } from '../use-gestures'
import { Ghost } from './ghost'
import { type Drag, useDrag } from './use-drag'
import { usePalette } from './use-palette'

const ANYWHERE = { kind: 'free', at: { x: 0, y: 0 } } as const

/** Every kind of step, to drag onto the canvas, or to add with a key where the next one goes. */
export function Palette() {
  const { mayEdit } = useEditor()
  const { open } = usePalette()
  return mayEdit && open ? <OpenPalette /> : null
}

function OpenPalette() {
  const { canvas } = useEditor()
  const { setOpen } = usePalette()
  const gestures = useGestures()
  const { drag, begin } = useDrag()
  const [text, setText] = useState('')
  const search = useDeferredValue(text)
  const hasTrigger = useStore(canvas.graph, (state) =>
    [...state.nodes.values()].some((node) => canvas.manifest.nodes[node.type]?.kind === 'trigger'),
  )
  const groups = useMemo(
    () => found(canvas.manifest, groupsFor(canvas.manifest, ANYWHERE, hasTrigger), search),
    [canvas, hasTrigger, search],
  )
  return (
    <aside
      aria-label="Steps to add"
      className="z-20 flex w-60 shrink-0 flex-col border-r bg-surface max-lg:absolute max-lg:inset-y-0 max-lg:left-0 max-lg:shadow-pop"
    >
      <div className="flex items-center gap-1.5 border-b py-2 pr-1.5 pl-2.5">
        <SearchInput value={text} onChange={setText} label="Find a step to add" className="min-w-0 flex-1" />
        <IconButton icon={PanelLeftClose} label="Close the palette" shortcut="shift+a" size="sm" onClick={() => setOpen(false)} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-1.5 pt-1 pb-4">
        {groups.map((group) => (
          <Group key={group.heading} group={group} manifest={canvas.manifest} onAdd={gestures.addHere} onDrag={begin} />
        ))}
        {groups.length === 0 && <p className="px-3 py-6 text-center text-ink-2 text-sm">Nothing does that yet. Try another word.</p>}
      </div>
      <p className="border-t px-3 py-2 text-ink-3 text-xs max-lg:hidden">Drag onto the canvas, or press Enter.</p>
      {drag && <Ghost {...drag} />}
    </aside>
  )
}

type GroupProps = {
  group: StepGroup
  manifest: Manifest
  onAdd: (type: ManifestNode) => void
  onDrag: Drag['begin']
}

function Group({ group, manifest, onAdd, onDrag }: GroupProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="[content-visibility:auto]">
      <h2 id={id} className="px-2 pt-3 pb-1 font-medium text-ink-3 text-xs">
        {group.heading}
      </h2>
      <ul>
        {group.types.map((type) => {
          const tint = connectorOf(manifest, type)?.tint ?? 'grey'
          return (
            <li key={type.type}>
              <button
                type="button"
                title={type.summary}
                onPointerDown={(event) => onDrag(event, type, tint)}
                onClick={(event) => event.detail === 0 && onAdd(type)}
                onDoubleClick={() => onAdd(type)}
                className="flex w-full cursor-grab touch-pan-y select-none items-center gap-2.5 rounded-sm px-2 py-1.5 text-left hover:bg-hover"
              >
                <IconTile icon={type.icon} tint={tint} />
                <span className="min-w-0 flex-1 truncate text-md">{type.title}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What fits what was typed, best first within each app. */
function found(manifest: Manifest, groups: readonly StepGroup[], typed: string): StepGroup[] {
  if (typed.trim() === '') return [...groups]
  return groups
    .map(({ heading, types }) => {
      const fitting = types.map((type) => ({ type, fits: fitness(manifest, type, typed) })).filter(({ fits }) => fits > 0)
      return { heading, types: fitting.sort((a, b) => b.fits - a.fits).map(({ type }) => type) }
    })
    .filter(({ types }) => types.length > 0)
}
