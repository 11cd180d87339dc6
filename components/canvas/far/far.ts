'use client'
import { createContext, useContext, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { MANY_CARDS, READABLE } from '../measures'

export type FarStore = StoreApi<{ far: boolean }>

export function createFar(): FarStore {
  return createStore(() => ({ far: false }))
}

export function isFar(zoom: number, count: number): boolean {
  return zoom < READABLE && count > MANY_CARDS
}

const NEAR = createFar()
const FarContext = createContext<FarStore>(NEAR)

export const FarProvider = FarContext.Provider

/** Is the canvas looked at from so far that cards are boxes and lines are strokes? */
export function useFar(): boolean {
  return useStore(useContext(FarContext), ({ far }) => far)
}

/** The same for a card. Where many come near at once, a few get their faces with each frame, and the others stay boxes until then. */
export function useFarCard(): boolean {
  const far = useFar()
  const [box, setBox] = useState(far)
  useEffect(() => {
    if (far) setBox(true)
    else return inTurn(() => setBox(false))
  }, [far])
  return far || box
}

const FACES_A_FRAME = 16
const queue = new Set<() => void>()

function inTurn(show: () => void): () => void {
  queue.add(show)
  if (queue.size === 1) requestAnimationFrame(showNext)
  return () => queue.delete(show)
}

function showNext() {
  for (const show of [...queue].slice(0, FACES_A_FRAME)) {
    queue.delete(show)
    show()
  }
  if (queue.size > 0) requestAnimationFrame(showNext)
}
