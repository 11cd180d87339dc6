'use client'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { Plus, X } from 'lucide-react'
import { memo, useState } from 'react'
import { useStore } from 'zustand'
import { portsOf } from '@/flow/graph/ports'
import { edgePath } from './edge-path'
import { typeOf, useCanvas, useEdgeLive } from './model'

/** A line between two steps. Its buttons exist only under the pointer or when selected, so a thousand lines stay cheap. */
export const FlowEdge = memo(function FlowEdge(props: EdgeProps) {
  const { id, sourceX, sourceY, targetX, targetY, selected } = props
  const { gestures } = useCanvas()
  const live = useEdgeLive(id)
  const label = useBranchLabel(props.source, props.sourceHandleId)
  const [hovered, setHovered] = useState(false)
  const { path, labelX, labelY } = edgePath({ sourceX, sourceY, targetX, targetY })
  const tools = gestures !== null && (hovered || selected)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only reveals; selecting the edge by keyboard shows the same buttons
    <g onMouseEnter={() => setHovered(true)} onMouseLeave={() => setHovered(false)} data-live={live} className="canvas-edge">
      <BaseEdge id={id} path={path} interactionWidth={gestures ? 22 : 0} />
      {(label || tools) && (
        <EdgeLabelRenderer>
          {label && (
            <span
              data-live={live}
              className="canvas-edge-label"
              style={{ transform: `translate(0, -50%) translate(${sourceX + 5}px, ${sourceY}px)` }}
            >
              {label}
            </span>
          )}
          {tools && (
            <span
              className="canvas-edge-tools nodrag nopan"
              style={{ transform: `translate(-50%, -50%) translate(${labelX}px, ${labelY}px)` }}
            >
              <button type="button" aria-label="Add a step on this line" onClick={() => gestures.addOnEdge(id)}>
                <Plus className="size-3" strokeWidth={2.25} aria-hidden />
              </button>
              {selected && (
                <button type="button" aria-label="Remove this line" onClick={() => gestures.removeEdge(id)}>
                  <X className="size-3" strokeWidth={2.25} aria-hidden />
                </button>
              )}
            </span>
          )}
        </EdgeLabelRenderer>
      )}
    </g>
  )
})

/** The name of the port it leaves from, where a step has more than one. */
function useBranchLabel(source: string, port: string | null | undefined): string | null {
  const { graph, manifest } = useCanvas()
  return useStore(graph, (state) => {
    const node = state.nodes.get(source)
    if (!node) return null
    const ports = portsOf(node, typeOf(manifest, node.type))
    return ports.length > 1 ? (ports.find((each) => each.id === port)?.label ?? null) : null
  })
}
