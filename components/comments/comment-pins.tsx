'use client'
import { useStore as useCanvasStore, ViewportPortal } from '@xyflow/react'
import { MessageCircle } from 'lucide-react'
import { useStore } from 'zustand'
import { groupBy } from '@/flow/graph/group-by'
import { useEditor } from '../editor/context'
import { NodeFrame } from '../together/node-frame'
import './comments.css'
import { useThreads } from './use-threads'

/** Small counts where something is said that is not settled; for inside the canvas. */
export function CommentPins() {
  const { draft, screen } = useEditor()
  const threads = (useThreads().data ?? []).filter(({ resolvedAt }) => resolvedAt === null)
  const nodes = useStore(draft.graph, (state) => state.nodes)
  const zoom = useCanvasStore((state) => state.transform[2])
  const onNodes = groupBy(
    threads.filter(({ nodeId }) => nodeId !== null && nodes.has(nodeId)),
    ({ nodeId }) => nodeId ?? '',
  )
  return (
    <ViewportPortal>
      <div className="over-cards">
        {[...onNodes].map(([nodeId, said]) => {
          const count = said.reduce((sum, { comments }) => sum + comments.length, 0)
          return (
            <NodeFrame key={nodeId} nodeId={nodeId} zoom={1} className="comment-corner">
              <Pin
                label={`${counted(count)} on ${nodes.get(nodeId)?.label}`}
                count={count}
                onOpen={() => screen.setState({ comments: { nodeId } })}
              />
            </NodeFrame>
          )
        })}
        {threads.map(
          ({ id, point, comments }) =>
            point && (
              <div key={id} className="comment-point" style={{ transform: `translate(${point.x}px, ${point.y}px) scale(${1 / zoom})` }}>
                <Pin
                  label={`${counted(comments.length)} on the canvas`}
                  count={comments.length}
                  onOpen={() => screen.setState({ comments: { threadId: id } })}
                />
              </div>
            ),
        )}
      </div>
    </ViewportPortal>
  )
}

function Pin({ label, count, onOpen }: { label: string; count: number; onOpen: () => void }) {
  return (
    <button type="button" aria-label={label} onClick={onOpen} className="comment-pin nodrag nopan">
      <MessageCircle className="size-3" strokeWidth={2} aria-hidden />
      {count}
    </button>
  )
}

function counted(count: number): string {
  return count === 1 ? '1 comment' : `${count} comments`
}
