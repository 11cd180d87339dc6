'use client'
import { createPortal } from 'react-dom'
import { cn } from '@/components/ui/cn'
import { IconTile } from '@/components/ui/icon-tile'
import type { Dragged } from './use-drag'

/** The card to be, under the pointer, as large as it will be on the canvas; what it would be joined to shows through. */
export function Ghost({ type, tint, card, zoom, joins }: Dragged) {
  return createPortal(
    <div
      aria-hidden
      style={{ left: card.left, top: card.top, width: card.width / zoom, transform: `scale(${zoom})` }}
      className={cn('pointer-events-none fixed z-50 origin-top-left', joins ? 'opacity-60' : 'opacity-90')}
    >
      <div className="canvas-card canvas-selected flex items-center gap-2.5 px-3 py-3">
        <IconTile icon={type.icon} tint={tint} />
        <span className="min-w-0 flex-1 truncate font-semibold text-md">{type.title}</span>
      </div>
    </div>,
    document.body,
  )
}
