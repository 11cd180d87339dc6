'use client'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { type PointerEvent, useEffect, useRef } from 'react'
import { onThemeChange } from '../shell/use-theme'
import { seenBoxesOf } from './boxes'
import type { ElementStore } from './elements'
import { around, type Box } from './place'

const WIDTH = 200
const HEIGHT = 150
const MARGIN = 8
/** Drawn anew at most so often: it may be a moment behind what is dragged. */
const PAUSE_MS = 200

/** So many times as large as it was painted, or as small. */
const MOST_STRETCHED = 1.5

type Scale = { left: number; top: number; by: number }

/** The whole flow in a corner, with a frame around what is seen. Painted on one surface: its cost does not grow with the view’s movements. */
export function FlowMap({ elements }: { elements: ElementStore }) {
  const flow = useStoreApi()
  const { setCenter, getZoom } = useReactFlow()
  const surface = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const scale = useRef<Scale>({ left: 0, top: 0, by: 1 })

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let settling: ReturnType<typeof setTimeout> | undefined
    let drawn = 1
    const draw = () => {
      timer = undefined
      const boxes = seenBoxesOf(elements.store.getState().nodes)
      scale.current = scaleOf([...boxes.values()])
      if (surface.current) paint(surface.current, boxes.values(), scale.current)
      follow(true)
    }
    /**
     * While the view moves its frame is shifted and scaled: another size has it painted anew, and all layers put together. It gets
     * one where its line would look thick or thin.
     */
    const follow = (settled: boolean) => {
      if (!frame.current) return
      const { style } = frame.current
      const { left, top, width, height } = frameIn(flow.getState(), scale.current)
      if (settled || width > drawn * MOST_STRETCHED || drawn > width * MOST_STRETCHED) {
        drawn = width
        style.width = `${width}px`
        style.height = `${height}px`
      }
      style.transform = `translate(${left}px, ${top}px) scale(${width / drawn})`
      clearTimeout(settling)
      if (width !== drawn) settling = setTimeout(follow, PAUSE_MS, true)
    }
    const plan = () => {
      timer ??= setTimeout(draw, PAUSE_MS)
    }
    draw()
    const stops = [
      elements.store.subscribe(({ nodes }, before) => {
        if (nodes !== before.nodes) plan()
      }),
      onThemeChange(plan),
      flow.subscribe((state, before) => {
        const resized = state.width !== before.width || state.height !== before.height
        if (resized || state.transform !== before.transform) follow(resized)
      }),
    ]
    return () => {
      clearTimeout(timer)
      clearTimeout(settling)
      for (const stop of stops) stop()
    }
  }, [elements, flow])

  const goTo = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const { left: x, top: y, by } = scale.current
    void setCenter(x + (event.clientX - left) / by, y + (event.clientY - top) / by, { zoom: getZoom() })
  }

  return (
    <div
      role="img"
      aria-label="Map of the flow"
      className="react-flow__panel absolute right-0 bottom-0 max-md:hidden cursor-pointer touch-none overflow-hidden rounded-md border bg-surface"
      style={{ width: WIDTH, height: HEIGHT }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        goTo(event)
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(event)
      }}
    >
      <canvas ref={surface} className="absolute inset-0 size-full" />
      <div ref={frame} className="canvas-map-frame absolute top-0 left-0 origin-top-left rounded-[3px] border border-brand bg-brand/10" />
    </div>
  )
}

function scaleOf(boxes: readonly Box[]): Scale {
  const all = around(boxes)
  if (!all) return { left: 0, top: 0, by: 1 }
  const by = Math.min((WIDTH - 2 * MARGIN) / all.width, (HEIGHT - 2 * MARGIN) / all.height)
  return { left: all.x + all.width / 2 - WIDTH / 2 / by, top: all.y + all.height / 2 - HEIGHT / 2 / by, by }
}

function paint(surface: HTMLCanvasElement, boxes: Iterable<Box>, { left, top, by }: Scale) {
  const ratio = window.devicePixelRatio
  surface.width = WIDTH * ratio
  surface.height = HEIGHT * ratio
  const ink = surface.getContext('2d')
  if (!ink) return
  ink.scale(ratio, ratio)
  ink.fillStyle = getComputedStyle(surface).getPropertyValue('--line-strong')
  for (const { x, y, width, height } of boxes) {
    ink.fillRect((x - left) * by, (y - top) * by, Math.max(1, width * by), Math.max(1, height * by))
  }
}

type View = { transform: [number, number, number]; width: number; height: number }

/** In pixels of the map. */
function frameIn({ transform: [x, y, zoom], width, height }: View, { left, top, by }: Scale) {
  return { left: (-x / zoom - left) * by, top: (-y / zoom - top) * by, width: (width / zoom) * by, height: (height / zoom) * by }
}
