'use client'
import { createPortal } from 'react-dom'
import { IconTile } from '@/components/ui/icon-tile'
import type { Dragged } from './use-drag'

/** The card to be, under the pointer, as large as it will be on the canvas. */
export function Ghost({ type, tint, card, zoom }: Dragged) {
  return createPortal(
    <div
      aria-hidden
      style={{ left: card.left, top: card.top, width: card.width / zoom, transform: `scale(${zoom})` }}
      className="canvas-card canvas-selected pointer-events-none fixed z-50 origin-top-left opacity-90"
    >
      <div className="flex items-center gap-2.5 px-3 py-3">
        <IconTile icon={type.icon} tint={tint} />
        <span className="min-w-0 flex-1 truncate font-semibold text-md">{type.title}</span>
      </div>
    </div>,
    document.body,
  )
}
