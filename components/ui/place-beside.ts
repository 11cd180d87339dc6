export type Side = 'top' | 'right' | 'bottom' | 'left'

type Size = { width: number; height: number }
type Rect = Size & { left: number; top: number }

const GAP = 6
const MARGIN = 8
const OPPOSITE: Record<Side, Side> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' }

/** Where a small box stands beside another: on the side wanted if it fits there, else opposite, and never outside of the view. */
export function placeBeside(anchor: Rect, box: Size, side: Side, view: Size): { x: number; y: number } {
  const wanted = at(anchor, box, side)
  const place = fits(wanted, box, view, side) ? wanted : at(anchor, box, OPPOSITE[side])
  return { x: within(place.x, box.width, view.width), y: within(place.y, box.height, view.height) }
}

function at({ left, top, width, height }: Rect, box: Size, side: Side): { x: number; y: number } {
  const middle = { x: left + (width - box.width) / 2, y: top + (height - box.height) / 2 }
  if (side === 'top') return { ...middle, y: top - box.height - GAP }
  if (side === 'bottom') return { ...middle, y: top + height + GAP }
  return { ...middle, x: side === 'left' ? left - box.width - GAP : left + width + GAP }
}

function fits({ x, y }: { x: number; y: number }, box: Size, view: Size, side: Side): boolean {
  if (side === 'top' || side === 'bottom') return y >= MARGIN && y + box.height <= view.height - MARGIN
  return x >= MARGIN && x + box.width <= view.width - MARGIN
}

function within(start: number, size: number, room: number): number {
  return Math.max(MARGIN, Math.min(start, room - size - MARGIN))
}
