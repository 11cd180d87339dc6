'use client'
import { useEffect } from 'react'
import { useComposing } from './use-composing'
import { useKeepPage } from './use-keep-page'

const bringReading = (first: PointerEvent) => void import('../ui/read-cut-off').then((parts) => parts.readCutOff(first))

/**
 * What holds on every page, in a workspace and outside: files let go beside leave it, what is cut off can be read, and keys for
 * an input method are left to that.
 */
export function EveryPage() {
  useComposing()
  useKeepPage()
  useEffect(() => {
    window.addEventListener('pointerover', bringReading, { once: true })
    return () => window.removeEventListener('pointerover', bringReading)
  }, [])
  return null
}
