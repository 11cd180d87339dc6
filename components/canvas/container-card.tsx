'use client'
import type { NodeProps } from '@xyflow/react'
import { Plus } from 'lucide-react'
import { memo } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { IconTile } from '@/components/ui/icon-tile'
import type { ContainerKind } from '@/flow/define/define'
import type { Manifest, ManifestNode } from '@/flow/define/manifest'
import { portsOf } from '@/flow/graph/ports'
import { CardState } from './card-state'
import type { CanvasNode } from './flow-node'
import { useCanvas, useHasRun, useIsStale, useNode, useNodeLive, useNodeType, useProblems } from './model'
import { PinMark } from './pin-mark'
import { InputHandle, OutputPort } from './ports'
import { Sentence } from './sentence'
import { Took } from './took'

/** A step that holds others: a loop, or one that tries them; as large as what it holds. */
export const ContainerCard = memo(function ContainerCard({ id, selected }: NodeProps<CanvasNode>) {
  const node = useNode(id)
  const type = useNodeType(node?.type)
  const problems = useProblems(id)
  const live = useNodeLive(id)
  const hasRun = useHasRun()
  const stale = useIsStale(id)
  const { manifest, graph, gestures } = useCanvas()
  const inside = useStore(
    graph,
    useShallow((state) => [...state.nodes.values()].flatMap((each) => (each.parentId === id ? each.type : []))),
  )
  const partOf = (name: string) => manifest.nodes[name]?.part
  const empty = inside.every((name) => partOf(name) !== undefined)
  const missing = type?.container === 'scope' ? entriesOf(manifest).filter(({ part }) => !inside.some((name) => partOf(name) === part)) : []
  const connector = manifest.connectors.find((each) => each.id === type?.connector)
  if (!node) return null
  const ports = portsOf(node, type)
  return (
    <div
      data-status={live?.status ?? 'idle'}
      data-stale={stale || undefined}
      title={stale ? 'Changed since this run' : undefined}
      data-problem={!hasRun && problems.some((problem) => problem.severity === 'error')}
      className={cn('canvas-container', selected && 'canvas-selected', node.disabled && 'canvas-disabled')}
    >
      <div className="rounded-t-md border-b bg-surface pb-2.5">
        <div className="flex items-center gap-2.5 px-3 pt-3 pb-1.5">
          <IconTile icon={type?.icon ?? 'repeat'} tint={connector?.tint ?? 'grey'} />
          <span className="min-w-0 flex-1 truncate font-semibold text-md">{node.label}</span>
          {live?.counts && (
            <span className="text-ink-2 text-xs tabular-nums">
              {live.counts.done} of {live.counts.total}
            </span>
          )}
          {live && (
            <span className="text-ink-3 text-xs tabular-nums">
              <Took live={live} />
            </span>
          )}
          <PinMark node={node} type={type} />
          {node.disabled && <Badge>Off</Badge>}
          <CardState status={live?.status} problems={hasRun ? [] : problems} />
        </div>
        <p className="truncate px-3 text-ink-2 text-sm leading-5">
          <Sentence node={node} type={type} />
        </p>
        {live?.error && <p className="px-3 pt-1 text-bad-ink text-xs">{live.error.message}</p>}
        {gestures && missing.length > 0 && (
          <div className="flex gap-1 px-2 pt-1.5">
            {missing.map((entry) => (
              <Button key={entry.type} size="sm" variant="ghost" className="nodrag nopan" onClick={() => gestures.addEntry(id, entry)}>
                <Plus aria-hidden />
                {entry.title}
              </Button>
            ))}
          </div>
        )}
      </div>
      {empty && (
        <div
          className={cn(
            'flex flex-1 flex-col items-center gap-2 p-4 text-ink-3 text-sm',
            inside.length === 0 ? 'justify-center' : 'justify-start pt-7',
          )}
        >
          <span>{WHAT_IT_DOES[type?.container ?? 'for-each']}</span>
          {gestures && (
            <Button size="sm" className="nodrag nopan" onClick={() => gestures.addInside(id)}>
              <Plus aria-hidden />
              Add the first step
            </Button>
          )}
        </div>
      )}
      <InputHandle nodeLabel={node.label} />
      {ports.map((port, index) => (
        <OutputPort
          key={port.id}
          nodeId={id}
          nodeLabel={node.label}
          port={port}
          index={index}
          named={ports.length > 1}
          taken={live?.status === 'completed'}
        />
      ))}
    </div>
  )
})

const WHAT_IT_DOES: Record<ContainerKind, string> = {
  'for-each': 'These steps run once for each item.',
  repeat: 'These steps run again and again.',
  scope: 'If one of these steps fails, it is dealt with below.',
}

/** What a part of a scope can begin with, in the order in which their turn comes. */
function entriesOf({ nodes }: Manifest): ManifestNode[] {
  return Object.values(nodes).filter(({ kind }) => kind === 'entry')
}
