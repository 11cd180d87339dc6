'use client'
import { useEffect, useRef } from 'react'
import { onCanvas } from './focus-place'

/** Whether hands are on the canvas with the pointer. Then Tab is free to mean something else than the way through the page. */
export function usePointerAtWork(): () => boolean {
  const atWork = useRef(false)
  useEffect(() => {
    const isCanvas = (target: EventTarget | null) => target instanceof Element && target.closest('.react-flow') !== null
    const onPointerDown = ({ target }: PointerEvent) => {
      atWork.current = isCanvas(target)
    }
    const onFocus = ({ target }: FocusEvent) => {
      if (!isCanvas(target)) atWork.current = false
    }
    document.addEventListener('pointerdown', onPointerDown, { capture: true })
    document.addEventListener('focusin', onFocus)
    return () => {
      document.removeEventListener('pointerdown', onPointerDown, { capture: true })
      document.removeEventListener('focusin', onFocus)
    }
  }, [])
  return () => atWork.current && onCanvas()
}
