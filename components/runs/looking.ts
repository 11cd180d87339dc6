'use client'
import { createContext, useContext, useState } from 'react'
import { createStore, type StoreApi, useStore } from 'zustand'
import type { Place } from '@/flow/walk-back/place'

/**
 * What somebody looks at in a run. The passes of its loops, by the loop's node, are the same for all steps: item 37 stays item 37
 * from step to step. `marked` is a value that is pointed at.
 */
export type Looking = { passes: ReadonlyMap<string, number>; marked: Place | null }

export type LookingStore = StoreApi<Looking>

export function createLooking(): LookingStore {
  return createStore<Looking>(() => ({ passes: new Map(), marked: null }))
}

const LookingContext = createContext<LookingStore | null>(null)

export const LookingProvider = LookingContext.Provider

/** That of the page around; where there is none, of this part alone. */
export function useLooking(): [Looking, LookingStore] {
  const [own] = useState(createLooking)
  const store = useContext(LookingContext) ?? own
  return [useStore(store), store]
}
