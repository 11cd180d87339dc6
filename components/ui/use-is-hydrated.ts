'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => {}

/**
 * False until this part of the page is the browser's own. Parts wake one after the other: what one of them has fetched by then
 * the next does not draw at once, as what came from the server is without it.
 */
export function useIsHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
