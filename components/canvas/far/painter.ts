import type { EdgeView } from '@/flow/engine/run-view'
import type { StepStatus } from '@/flow/engine/status'
import type { Box } from '../place'
import { areaOf, type Scene } from './scene'

/** Which part of the flow is seen, and how large: a place there is at `place * zoom + (x, y)` on the screen. */
export type View = { x: number; y: number; zoom: number; width: number; height: number }

/** That much more than what is seen is painted on each side, in CSS pixels, so that a small movement shows nothing unpainted. */
export const AROUND = 64

/** In pixels of the screen, however far the flow is away. */
const EDGE = 1
const LINE = 1.25
const CORNER = 8
/** What a stroke may reach beyond its own place. */
const BLEED = 2

type Look = { fill: string; edge: string }

const IDLE: Look = { fill: 'var(--surface)', edge: 'var(--line-strong)' }
const WAITING: Look = { fill: 'var(--wait-soft)', edge: 'var(--wait)' }
const LOOKS: Record<StepStatus, Look> = {
  idle: IDLE,
  skipped: IDLE,
  cancelled: IDLE,
  running: { fill: 'var(--brand)', edge: 'var(--brand)' },
  completed: { fill: 'var(--ok-soft)', edge: 'color-mix(in srgb, var(--ok) 60%, var(--surface))' },
  waiting: WAITING,
  retrying: WAITING,
  unverified: WAITING,
  failed: { fill: 'var(--bad)', edge: 'var(--bad)' },
}
const LINE_LOOKS: Partial<Record<EdgeView, string>> = { taken: 'var(--ok)', next: 'var(--brand)' }

export type Painter = {
  /** All of it, as it is seen from there; until the next call, that is where it is seen from. */
  paintAll(scene: Scene, view: View): void
  /** What lies in these parts of the flow. */
  paint(scene: Scene, areas: readonly Box[]): void
}

/** Paints a run seen from afar. Only what has changed: to paint boxes as elements, a browser goes past all that are near them. */
export function createPainter(surface: HTMLCanvasElement): Painter | null {
  const ink = surface.getContext('2d')
  if (!ink) return null
  let view: View = { x: 0, y: 0, zoom: 1, width: 0, height: 0 }
  let colours = new Map<string, string>()
  let ratio = 1

  const colour = (css: string) => {
    const known = colours.get(css) ?? colourIn(surface, css)
    colours.set(css, known)
    return known
  }

  /** In pixels of the surface. */
  const onSurface = ({ x, y, width, height }: Box): Box => {
    const { zoom } = view
    return {
      x: (x * zoom + view.x + AROUND) * ratio,
      y: (y * zoom + view.y + AROUND) * ratio,
      width: width * zoom * ratio,
      height: height * zoom * ratio,
    }
  }

  const paintPart = (scene: Scene, part: Box) => {
    ink.save()
    ink.beginPath()
    ink.rect(part.x, part.y, part.width, part.height)
    ink.clip()
    ink.clearRect(part.x, part.y, part.width, part.height)
    ink.lineWidth = LINE * ratio
    for (const { at, look } of scene.lines.values()) {
      const css = LINE_LOOKS[look]
      if (css === undefined || !meets(onSurface(areaOf(at)), part)) continue
      const [from, to] = [onSurface({ x: at.x1, y: at.y1, width: 0, height: 0 }), onSurface({ x: at.x2, y: at.y2, width: 0, height: 0 })]
      ink.strokeStyle = colour(css)
      ink.beginPath()
      ink.moveTo(from.x, from.y)
      ink.lineTo(to.x, to.y)
      ink.stroke()
    }
    ink.lineWidth = EDGE * ratio
    for (const { at, holds, status } of scene.boxes.values()) {
      const box = onSurface(at)
      if (!meets(box, part)) continue
      const { fill, edge } = LOOKS[status]
      ink.fillStyle = colour(fill)
      ink.strokeStyle = colour(edge)
      ink.beginPath()
      ink.roundRect(box.x, box.y, box.width, box.height, CORNER * view.zoom * ratio)
      if (!holds) ink.fill()
      ink.stroke()
    }
    ink.restore()
  }

  return {
    paintAll: (scene, from) => {
      view = from
      ratio = window.devicePixelRatio
      colours = new Map()
      const [width, height] = [view.width + 2 * AROUND, view.height + 2 * AROUND]
      Object.assign(surface, { width: Math.round(width * ratio), height: Math.round(height * ratio) })
      Object.assign(surface.style, { width: `${width}px`, height: `${height}px` })
      paintPart(scene, { x: 0, y: 0, width: surface.width, height: surface.height })
    },
    paint: (scene, areas) => {
      for (const area of areas) paintPart(scene, grown(onSurface(area), BLEED * ratio))
    },
  }
}

function colourIn(element: HTMLElement, css: string): string {
  element.style.color = css
  return getComputedStyle(element).color
}

function meets(a: Box, b: Box): boolean {
  return (
    a.x - BLEED * 2 < b.x + b.width &&
    b.x < a.x + a.width + BLEED * 2 &&
    a.y - BLEED * 2 < b.y + b.height &&
    b.y < a.y + a.height + BLEED * 2
  )
}

/** In whole pixels, so that what is cut off there is not blurred. */
function grown({ x, y, width, height }: Box, by: number): Box {
  const [left, top] = [Math.floor(x - by), Math.floor(y - by)]
  return { x: left, y: top, width: Math.ceil(x + width + by) - left, height: Math.ceil(y + height + by) - top }
}
