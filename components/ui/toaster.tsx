'use client'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { untilThere } from '../editor/until-there'
import { bringSonner } from './toast'

const Toasts = dynamic(() => untilThere(() => import('./toasts').then(({ Toasts }) => Toasts)), { ssr: false })

/** Nothing is said before somebody does something, or stays for a while. */
const STAYS_MS = 5_000

/** Brings what shows toasts when the first may come. */
export function Toaster() {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    const stopped = new AbortController()
    const want = () => {
      setWanted(true)
      void bringSonner()
    }
    for (const event of ['pointerdown', 'keydown'] as const)
      window.addEventListener(event, want, { once: true, passive: true, capture: true, signal: stopped.signal })
    const timer = setTimeout(want, STAYS_MS)
    return () => {
      stopped.abort()
      clearTimeout(timer)
    }
  }, [])
  return wanted ? <Toasts /> : null
}
