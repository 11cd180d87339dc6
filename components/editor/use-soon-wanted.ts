'use client'
import { useEffect } from 'react'
import { CHANGING, SOON_WANTED } from './on-demand'
import { untilThere } from './until-there'

const STAYS_MS = 3_000

/**
 * Whoever moves the pointer or presses a key will soon choose or add a step; whoever stays may lose the network. What they will
 * need comes part by part, and none while a button is held: whoever drags wants every frame.
 */
export function useSoonWanted() {
  useEffect(() => {
    const stopped = new AbortController()
    const { signal } = stopped
    let release = () => {}
    let released = Promise.resolve()
    const hold = () => {
      release()
      released = new Promise((done) => {
        release = done
      })
    }
    const bring = async (parts: readonly (() => Promise<unknown>)[]) => {
      for (const part of parts) {
        await released
        if (signal.aborted) return
        await untilThere(part)
      }
    }
    const bringSoonWanted = () => void bring(SOON_WANTED)
    for (const event of ['pointermove', 'pointerdown', 'keydown'] as const)
      addEventListener(event, bringSoonWanted, { once: true, passive: true, signal })
    addEventListener('pointerdown', hold, { capture: true, signal })
    for (const event of ['pointerup', 'pointercancel'] as const) addEventListener(event, () => release(), { capture: true, signal })
    const timer = setTimeout(() => void bring(CHANGING), STAYS_MS)
    return () => {
      stopped.abort()
      clearTimeout(timer)
    }
  }, [])
}
