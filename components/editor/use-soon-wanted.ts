'use client'
import { useEffect } from 'react'
import { CHANGING, SOON_WANTED } from './on-demand'
import { untilThere } from './until-there'

const STAYS_MS = 3_000
/** A wheel has no end of its own; whoever looks around turns it again and again. */
const STILL_MS = 500

/**
 * Whoever moves the pointer or presses a key will soon choose or add a step; whoever stays may lose the network. What they will
 * need comes part by part, and none while a button is held or the wheel is turned: whoever moves things wants every frame.
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
    const once = { once: true, passive: true, signal }
    for (const event of ['pointerdown', 'keydown'] as const) addEventListener(event, bringSoonWanted, once)
    // Whoever moves it may be about to turn the wheel.
    addEventListener('pointermove', () => setTimeout(bringSoonWanted, STILL_MS), once)
    addEventListener('pointerdown', hold, { capture: true, signal })
    for (const event of ['pointerup', 'pointercancel'] as const) addEventListener(event, () => release(), { capture: true, signal })
    let turning: ReturnType<typeof setTimeout> | undefined
    const turn = () => {
      if (!turning) hold()
      clearTimeout(turning)
      turning = setTimeout(() => {
        turning = undefined
        release()
      }, STILL_MS)
    }
    addEventListener('wheel', turn, { capture: true, passive: true, signal })
    const timer = setTimeout(() => void bring(CHANGING), STAYS_MS)
    return () => {
      stopped.abort()
      clearTimeout(timer)
    }
  }, [])
}
