'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False until the page listens: what is pressed before that is lost, or does what HTML alone would do with it. */
export function useListens(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
