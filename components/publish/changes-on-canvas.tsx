'use client'
import { useStore as useCanvasStore, ViewportPortal } from '@xyflow/react'
import type { Change } from '@/flow/draft/changes'
import { READABLE } from '../canvas/measures'
import { NodeFrame } from '../together/node-frame'
import { Badge } from '../ui/badge'
import { cn } from '../ui/cn'
import { CHANGE_LOOK } from './change-look'
import './changes.css'

/** Marks what is new, changed and gone on the cards; for inside a canvas. The list beside it says the same in words. */
export function ChangesOnCanvas({ changes }: { changes: readonly Change[] }) {
  const zoom = useCanvasStore((state) => state.transform[2])
  // Words would be wider than the cards, and lie on each other.
  const isFar = zoom < READABLE
  return (
    <ViewportPortal>
      <div aria-hidden className="over-cards">
        {changes.map(({ nodeId, kind }) => {
          const { icon: Icon, tone, words } = CHANGE_LOOK[kind]
          return (
            <NodeFrame
              key={nodeId}
              nodeId={nodeId}
              zoom={Math.min(1, zoom)}
              className={cn('change-frame', `change-${kind}`, isFar && 'change-far')}
            >
              {!isFar && (
                <Badge tone={tone}>
                  <Icon aria-hidden />
                  {words}
                </Badge>
              )}
            </NodeFrame>
          )
        })}
      </div>
    </ViewportPortal>
  )
}
