'use client'
import { Handle, Position } from '@xyflow/react'
import { Plus } from 'lucide-react'
import { memo } from 'react'
import { useStore } from 'zustand'
import { cn } from '@/components/ui/cn'
import type { Port } from '@/flow/define/define'
import { ERROR_PORT } from '@/flow/define/define'
import { BORDER, portY } from './measures'
import { useCanvas } from './model'
import { portKey, takenPortsIn } from './taken-ports'

export const InputHandle = memo(function InputHandle({ nodeLabel }: { nodeLabel: string }) {
  const editable = useCanvas().gestures !== null
  return (
    <Handle
      type="target"
      position={Position.Left}
      isConnectable={editable}
      style={{ top: portY(0) - BORDER }}
      className="canvas-handle"
      aria-label={`Into ${nodeLabel}`}
      role="img"
    />
  )
})

type OutputPortProps = { nodeId: string; nodeLabel: string; port: Port; index: number; named: boolean; taken: boolean }

/** A named way out. While nothing hangs on it, its name and a + stand beside it. */
export const OutputPort = memo(function OutputPort({ nodeId, nodeLabel, port, index, named, taken }: OutputPortProps) {
  const { graph, gestures } = useCanvas()
  const connected = useStore(graph, (state) => takenPortsIn(state).has(portKey(nodeId, port.id)))
  const top = portY(index) - BORDER
  const name = port.label || (port.id === ERROR_PORT ? 'error' : '')
  return (
    <>
      <Handle
        type="source"
        id={port.id}
        position={Position.Right}
        isConnectable={gestures !== null}
        style={{ top }}
        className={cn('canvas-handle', port.id === ERROR_PORT && 'canvas-handle-error', taken && 'canvas-handle-taken')}
        aria-label={name ? `${name}, out of ${nodeLabel}` : `Out of ${nodeLabel}`}
        role="img"
      />
      {!connected && (named || gestures) && (
        <span className="canvas-port" style={{ top }}>
          {named && <span className="canvas-port-name">{name}</span>}
          {gestures && (
            <button
              type="button"
              className="canvas-port-add nodrag nopan"
              aria-label={name ? `Add a step after ${nodeLabel}, ${name}` : `Add a step after ${nodeLabel}`}
              onClick={() => gestures.addAfter(nodeId, port.id)}
            >
              <Plus className="size-3" strokeWidth={2.25} aria-hidden />
            </button>
          )}
        </span>
      )}
    </>
  )
})
