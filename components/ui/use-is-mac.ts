'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => {}

export function isMac(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent)
}

/** False while rendering on the server, then the truth. */
export function useIsMac(): boolean {
  return useSyncExternalStore(never, isMac, () => false)
}
