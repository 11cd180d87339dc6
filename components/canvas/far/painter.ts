import type { EdgeView } from '@/flow/engine/run-view'
import type { StepStatus } from '@/flow/engine/status'
import type { Box } from '../place'
import type { FarLine } from './line'
import type { Scene } from './scene'

/** Which part of the flow is seen, and how large: a place there is at `place * zoom + (x, y)` on the screen. */
export type View = { x: number; y: number; zoom: number; width: number; height: number }

/** That much more than what is seen is painted on each side, in CSS pixels, so that a small movement shows nothing unpainted. */
export const AROUND = 64

/** In pixels of the screen, however far the flow is away. */
const EDGE = 1
const LINE = 1.25
const CORNER = 8
/** What a stroke may reach beyond its own place, in pixels of the surface. */
const BLEED = 3

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

  /** From canvas pixels to those of the surface. */
  const toX = (x: number) => (x * view.zoom + view.x + AROUND) * ratio
  const toY = (y: number) => (y * view.zoom + view.y + AROUND) * ratio
  const toSize = (size: number) => size * view.zoom * ratio

  /** In whole pixels of the surface, so that what is cut off there is not blurred. */
  const clipTo = ({ x, y, width, height }: Box) => {
    const [left, top] = [Math.floor(toX(x)) - BLEED, Math.floor(toY(y)) - BLEED]
    const [right, bottom] = [Math.ceil(toX(x + width)) + BLEED, Math.ceil(toY(y + height)) + BLEED]
    ink.beginPath()
    ink.rect(left, top, right - left, bottom - top)
    ink.clip()
    ink.clearRect(left, top, right - left, bottom - top)
  }

  const paintPart = (scene: Scene, area: Box) => {
    const reach = grown(area, (2 * BLEED + 1) / view.zoom)
    ink.save()
    clipTo(area)
    ink.lineWidth = LINE * ratio
    for (const { at, look } of scene.lines.values()) {
      const css = LINE_LOOKS[look]
      if (css === undefined || !lineMeets(at, reach)) continue
      ink.strokeStyle = colour(css)
      ink.beginPath()
      ink.moveTo(toX(at.x1), toY(at.y1))
      ink.lineTo(toX(at.x2), toY(at.y2))
      ink.stroke()
    }
    ink.lineWidth = EDGE * ratio
    for (const { at, holds, status } of scene.boxes.values()) {
      if (!boxMeets(at, reach)) continue
      const { fill, edge } = LOOKS[status]
      ink.fillStyle = colour(fill)
      ink.strokeStyle = colour(edge)
      ink.beginPath()
      ink.roundRect(toX(at.x), toY(at.y), toSize(at.width), toSize(at.height), toSize(CORNER))
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
      paintPart(scene, seenFrom(view))
    },
    paint: (scene, areas) => {
      for (const area of areas) paintPart(scene, area)
    },
  }
}

function colourIn(element: HTMLElement, css: string): string {
  element.style.color = css
  return getComputedStyle(element).color
}

/** The part of the flow that the surface shows. */
function seenFrom({ x, y, zoom, width, height }: View): Box {
  const left = (-AROUND - x) / zoom
  const top = (-AROUND - y) / zoom
  return { x: left, y: top, width: (width + 2 * AROUND) / zoom, height: (height + 2 * AROUND) / zoom }
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by }
}

function boxMeets(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** By the box around it. */
function lineMeets({ x1, y1, x2, y2 }: FarLine, { x, y, width, height }: Box): boolean {
  return Math.min(x1, x2) < x + width && x < Math.max(x1, x2) && Math.min(y1, y2) < y + height && y < Math.max(y1, y2)
}
