'use client'
import { X } from 'lucide-react'
import { type ReactNode, useDeferredValue, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { IconButton } from '@/components/ui/icon-button'
import { IconTile } from '@/components/ui/icon-tile'
import { TabsContent, TabsList, TabsRoot, TabsTrigger } from '@/components/ui/tabs'
import type { RunState } from '@/flow/engine/state'
import { typeOf, useCanvas, useProblems } from '../canvas/model'
import { nameOfExpression } from '../canvas/reference-name'
import { labelsIn } from '../canvas/sentence'
import type { GraphState } from '../draft/graph-store'
import { useVariables } from '../variables/use-variables'
import { type Inspected, InspectedProvider } from './context'
import { brokenSources } from './mapping/broken-sources'
import { pickGroups } from './mapping/pick-entries'
import type { NameOf } from './mapping/pills'
import { sameBut } from './same-but'
import { sampleScope } from './sample-scope'

export type InspectorTab = { id: string; label: string; content: ReactNode }

type InspectorProps = {
  nodeId: string
  tabs: readonly InspectorTab[]
  tab: string
  onTab: (tab: string) => void
  /** The run that sample values come from. */
  run: RunState | null
  /** Grows as that run goes on. */
  revision: number
  readOnly: boolean
  /** The step's name, to read or to change. */
  name: ReactNode
  menu?: ReactNode
  /** On narrow screens the panel lies over the canvas. */
  onClose: () => void
  foot?: ReactNode
  /** Left of the panel. */
  beside?: ReactNode
}

/** The panel on the right: one step, in at most four tabs. */
export function Inspector({ nodeId, tabs, tab, onTab, run, revision, readOnly, name, menu, onClose, foot, beside }: InspectorProps) {
  const { graph, manifest } = useCanvas()
  const state = useStore(graph)
  const variables = useVariables()
  const type = typeOf(manifest, state.nodes.get(nodeId)?.type)
  const connector = manifest.connectors.find((each) => each.id === type?.connector)

  // What could be picked may lag behind typing by a moment; the field itself may not.
  const settled = useDeferredValue(state)
  const around = useSurroundings(nodeId, settled)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the run's state is changed in place; `revision` says when
  const seen = useMemo(() => {
    const sample = sampleScope(nodeId, around, manifest, run, variables)
    return { sample, groups: pickGroups(sample, manifest) }
  }, [nodeId, around, manifest, run, revision, variables])
  // Its items are its own setting, so that it changes with the container itself.
  const inner = type?.container ? settled : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: the run's state is changed in place; `revision` says when
  const afterPass = useMemo(() => {
    if (!inner) return null
    const sample = sampleScope(nodeId, inner, manifest, run, variables, true)
    return { sample, groups: pickGroups(sample, manifest) }
  }, [nodeId, inner, manifest, run, revision, variables])
  const lastField = useRef<((expression: string) => void) | null>(null)
  const problems = useProblems(nodeId)
  const labels = labelsIn(state)
  const broken = useSameSet(brokenSources(problems, state.nodes.get(nodeId)?.params ?? {}))
  const inspected = useMemo<Inspected>(() => {
    const nameOf: NameOf = (source) => ({
      ...nameOfExpression(source, labels),
      broken: broken.has(source) || mentionsUnknown(source, labels),
    })
    return { nodeId, manifest, ...seen, afterPass, nameOf, readOnly, lastField }
  }, [nodeId, broken, labels, manifest, seen, afterPass, readOnly])

  const shown = tabs.some(({ id }) => id === tab) ? tab : tabs[0]?.id
  return (
    <InspectedProvider value={inspected}>
      {beside}
      <aside
        data-inspector
        tabIndex={-1}
        aria-label="Selected step"
        className="z-20 flex w-96 max-w-full shrink-0 flex-col border-l bg-surface outline-none max-sm:w-full max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:shadow-pop"
      >
        <TabsRoot value={shown} onValueChange={onTab} className="flex min-h-0 flex-1 flex-col">
          <header className="px-4 pt-3.5">
            <div className="flex items-center gap-2.5">
              <IconTile icon={type?.icon ?? 'box'} tint={connector?.tint ?? 'grey'} />
              <div className="min-w-0 flex-1">{name}</div>
              {menu}
              <IconButton icon={X} label="Close" size="sm" className="lg:hidden" onClick={onClose} />
            </div>
            <p className="mt-1.5 text-ink-2 text-sm">{type?.summary ?? 'This step’s app is not installed here.'}</p>
          </header>
          <TabsList className="mt-1">
            {tabs.map(({ id, label }) => (
              <TabsTrigger key={id} value={id}>
                {label}
              </TabsTrigger>
            ))}
          </TabsList>
          {tabs.map(({ id, content }) => (
            <TabsContent key={id} value={id} className="min-h-0 flex-1 overflow-y-auto outline-none">
              {content}
            </TabsContent>
          ))}
        </TabsRoot>
        {foot && <footer className="border-t px-4 py-3">{foot}</footer>}
      </aside>
    </InspectedProvider>
  )
}

/** The flow as it was when something besides the step itself last changed: while it is typed in, what it sees stays. */
function useSurroundings(nodeId: string, state: GraphState): GraphState {
  const [kept, setKept] = useState({ nodeId, state })
  if (kept.state === state && kept.nodeId === nodeId) return state
  if (kept.nodeId === nodeId && sameBut(nodeId, kept.state, state)) return kept.state
  setKept({ nodeId, state })
  return state
}

/** The same object as long as the same is in it. */
function useSameSet(now: ReadonlySet<string>): ReadonlySet<string> {
  const [kept, setKept] = useState(now)
  const isSame = kept.size === now.size && [...now].every((each) => kept.has(each))
  if (!isSame) setKept(now)
  return isSame ? kept : now
}

/** A mapping of a step that is not (or no longer) in the flow. */
function mentionsUnknown(source: string, labels: ReadonlyMap<string, string>): boolean {
  const key = /^steps\.([A-Za-z_]\w*)/.exec(source)?.[1]
  return key !== undefined && !labels.has(key)
}
