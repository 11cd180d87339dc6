'use client'
import { useEffect } from 'react'

/** As browsers number every key that goes to an input method, also one that has just ended what it composed. */
const TO_INPUT_METHOD = 229

/**
 * A key that goes to an input method, as for Japanese, is no concern of the page: Enter takes a word there, Escape gives one up,
 * and arrows go through what is offered.
 */
export function useComposing() {
  useEffect(() => {
    const keepAway = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === TO_INPUT_METHOD) event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', keepAway, { capture: true })
    return () => window.removeEventListener('keydown', keepAway, { capture: true })
  }, [])
}
