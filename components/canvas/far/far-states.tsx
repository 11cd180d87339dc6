'use client'
import { useStoreApi } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { onThemeChange } from '../../shell/use-theme'
import type { ElementStore } from '../elements'
import { useCanvas } from '../model'
import { AROUND, createPainter, type View } from './painter'
import { changedAreas, NO_SCENE, type Places, placesOf, sceneOf } from './scene'

/** While the view moves, what is painted is only shifted and stretched, and painted anew at most so often. */
const PAUSE_MS = 100

/** What a run looks like from afar, on one surface over the boxes. */
export function FarStates({ elements }: { elements: ElementStore }) {
  const flow = useStoreApi()
  const { live } = useCanvas()
  const surface = useRef<HTMLCanvasElement>(null)

  useEffect(() => {
    const canvas = surface.current
    const painter = canvas && createPainter(canvas)
    if (!painter) return
    let places: Places = placesOf([], [])
    let scene = NO_SCENE
    let view = viewOf(flow.getState())
    let timer: ReturnType<typeof setTimeout> | undefined

    const paintAll = () => {
      clearTimeout(timer)
      timer = undefined
      view = viewOf(flow.getState())
      scene = sceneOf(places, live.getState())
      painter.paintAll(scene, view)
      canvas.style.transform = ''
    }
    const paintNews = () => {
      const now = sceneOf(places, live.getState())
      painter.paint(now, changedAreas(scene, now))
      scene = now
    }
    const place = () => {
      const { nodes, edges } = elements.store.getState()
      places = placesOf(nodes, edges)
    }
    const follow = () => {
      canvas.style.transform = shiftOf(view, viewOf(flow.getState()))
      timer ??= setTimeout(paintAll, PAUSE_MS)
    }

    place()
    paintAll()
    const stops = [
      live.subscribe(paintNews),
      elements.store.subscribe((now, before) => {
        if (now.nodes === before.nodes && now.edges === before.edges) return
        place()
        paintNews()
      }),
      flow.subscribe((now, before) => {
        if (now.width !== before.width || now.height !== before.height) paintAll()
        else if (now.transform !== before.transform) follow()
      }),
      onThemeChange(paintAll),
    ]
    return () => {
      clearTimeout(timer)
      for (const stop of stops) stop()
    }
  }, [elements, flow, live])

  return <canvas ref={surface} aria-hidden className="canvas-far-states" style={{ left: -AROUND, top: -AROUND }} />
}

type Seen = { transform: [number, number, number]; width: number; height: number }

function viewOf({ transform: [x, y, zoom], width, height }: Seen): View {
  return { x, y, zoom, width, height }
}

/** What was painted from one view, seen from another. */
function shiftOf(painted: View, now: View): string {
  const scale = now.zoom / painted.zoom
  const shift = (before: number, after: number) => (-AROUND - before) * scale + after + AROUND
  return `translate(${shift(painted.x, now.x)}px, ${shift(painted.y, now.y)}px) scale(${scale})`
}
