import type { Sheet } from './sheets'

/** `page`: the whole page is in sight. `width`: it fills the room from side to side. `scale` enlarges either. */
export type Zoom = { fit: 'page' | 'width'; scale: number }

const STEP = 1.25
const LEAST = 0.5
const MOST = 5
const MARGIN = 'min(48px, 6cqw)'
/** The bar lies over the foot of the room. */
const MARGIN_BELOW = '92px'
/** Wider than this, reading a line means turning the head. */
const WIDEST = '1080px'

/** Receipts are long: seen whole they would be a thread. */
export function firstZoom(sheets: readonly Sheet[]): Zoom {
  const long = sheets.some(({ ratio }) => ratio !== null && ratio < 0.5)
  return { fit: long ? 'width' : 'page', scale: long ? 0.6 : 1 }
}

export function zoomBy({ fit, scale }: Zoom, steps: number): Zoom {
  return { fit, scale: Math.min(MOST, Math.max(LEAST, scale * STEP ** steps)) }
}

/** The page's width in the room around it, which is a size container. */
export function widthAt({ fit, scale }: Zoom, ratio: number): string {
  const width =
    fit === 'width' ? `min(100cqw - ${MARGIN}, ${WIDEST})` : `min(100cqw - ${MARGIN}, (100cqh - ${MARGIN_BELOW}) * ${ratio.toFixed(4)})`
  return `calc(${width} * ${scale.toFixed(3)})`
}
