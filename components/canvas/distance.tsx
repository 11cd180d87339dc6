'use client'
import { useStore } from '@xyflow/react'
import { useEffect, useRef } from 'react'

/** Below this size words cannot be read any more; many cards are drawn without them then, a few keep their face. */
const READABLE = 0.35
const MANY = 150

/** Marks the canvas when it is looked at from afar (see canvas.css). */
export function Distance() {
  const far = useStore((state) => state.transform[2] < READABLE && state.nodes.length > MANY)
  const mark = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    mark.current?.closest('.react-flow')?.classList.toggle('canvas-far', far)
  }, [far])
  return <span ref={mark} hidden />
}
