'use client'
import { useStoreApi } from '@xyflow/react'
import { type RefObject, useEffect } from 'react'
import { isMoved } from './is-moved'

/** The view rests when it has not moved for so long. */
const REST_MS = 200

/**
 * Says on the pane that the view moves (canvas.css). React Flow says so as well, but of a wheel that zooms each turn by itself,
 * begun and ended between two frames.
 */
export function useMovingMark(pane: RefObject<HTMLElement | null>): void {
  const flow = useStoreApi()
  useEffect(() => {
    const mark = (moving: boolean) => pane.current?.classList.toggle('canvas-moving', moving)
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = flow.subscribe((now, before) => {
      if (!isMoved(now.transform, before.transform)) return
      mark(true)
      clearTimeout(timer)
      timer = setTimeout(() => mark(false), REST_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [flow, pane])
}
