'use client'
import type { NodeProps } from '@xyflow/react'
import { memo, type RefObject, useLayoutEffect, useRef } from 'react'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { IconTile } from '@/components/ui/icon-tile'
import { later } from '@/components/ui/later'
import { portsOf, takesLines } from '@/flow/graph/ports'
import { SandboxMark } from '../connections/sandbox-mark'
import { CardState } from './card-state'
import { useCardLook } from './far/far'
import type { CanvasNode } from './flow-node'
import type { Live } from './live'
import { heightForPorts } from './measures'
import { useCanvas, useHasRun, useIsStale, useNode, useNodeLive, useNodeType, useProblems } from './model'
import { PinMark } from './pin-mark'
import { InputHandle, OutputPort } from './ports'
import { Sentence } from './sentence'

/** Only where a run is shown. */
const CardFoot = later(() => import('./card-foot').then(({ CardFoot }) => CardFoot))

/** A step, saying in words what it will do, and after a run what came of it. */
export const NodeCard = memo(function NodeCard({ id, selected, height }: NodeProps<CanvasNode>) {
  const look = useCardLook(id)
  if (look === 'box') return <FarCard id={id} selected={selected} height={height} />
  return (
    <div style={{ height: look === 'held' ? height : undefined }}>
      <NearCard id={id} selected={selected} />
    </div>
  )
})

type CardProps = Pick<NodeProps<CanvasNode>, 'id' | 'selected'>

/** From afar only what state it is in can be seen; that is painted over it (far/far-states.tsx). */
const FarCard = memo(function FarCard({ id, selected, height }: CardProps & { height: number | undefined }) {
  const card = useRef<HTMLDivElement>(null)
  useStatusOn(card, id)
  const disabled = useNode(id)?.disabled
  const hasRun = useHasRun()
  const broken = useProblems(id).some((problem) => problem.severity === 'error')
  return (
    <div
      ref={card}
      data-problem={!hasRun && broken}
      style={{ height }}
      className={cn('canvas-card canvas-far-card', selected && 'canvas-selected', disabled && 'canvas-disabled')}
    />
  )
})

/** In words on the element, by hand: to draw one of a thousand cards anew, React goes past all of them, twenty times a second. */
function useStatusOn(card: RefObject<HTMLElement | null>, id: string) {
  const { live } = useCanvas()
  useLayoutEffect(() => {
    const show = ({ nodes }: Live) => card.current?.setAttribute('data-status', nodes.get(id)?.status ?? 'idle')
    show(live.getState())
    return live.subscribe((now, before) => {
      if (now.nodes.get(id) !== before.nodes.get(id)) show(now)
    })
  }, [live, card, id])
}

const NearCard = memo(function NearCard({ id, selected }: CardProps) {
  const node = useNode(id)
  const type = useNodeType(node?.type)
  const problems = useProblems(id)
  const live = useNodeLive(id)
  const hasRun = useHasRun()
  const stale = useIsStale(id)
  const connector = useCanvas().manifest.connectors.find((each) => each.id === type?.connector)
  if (!node) return null
  const ports = portsOf(node, type)
  return (
    <div
      data-status={live?.status ?? 'idle'}
      data-stale={stale || undefined}
      data-problem={!hasRun && problems.some((problem) => problem.severity === 'error')}
      style={{ minHeight: heightForPorts(ports.length) }}
      className={cn('canvas-card', selected && 'canvas-selected', node.disabled && 'canvas-disabled')}
    >
      <div className="flex items-center gap-2.5 px-3 pt-3 pb-2">
        <IconTile icon={type?.icon ?? 'box'} tint={connector?.tint ?? 'grey'} />
        <span className="min-w-0 flex-1 truncate font-semibold text-md">{node.label}</span>
        <PinMark node={node} type={type} />
        {node.disabled && <Badge>Off</Badge>}
        <CardState status={live?.status} problems={hasRun ? [] : problems} />
      </div>
      <p className="px-3 pb-3 text-ink-2 text-sm leading-5">
        <Sentence node={node} type={type} /> {node.connectionId !== undefined && <SandboxMark connectionId={node.connectionId} />}
      </p>
      {live && <CardFoot live={live} ports={ports} stale={stale} />}
      {takesLines(type) && <InputHandle nodeLabel={node.label} />}
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
