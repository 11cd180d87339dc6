'use client'
import { createContext, useContext, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { MANY_CARDS, READABLE } from '../measures'

/** `many`: so many cards that it makes a difference from how far they are seen. */
type Distance = { far: boolean; many: boolean }
export type FarStore = StoreApi<Distance>

export function createFar(count: number): FarStore {
  return createStore(() => distanceOf(1, count))
}

export function distanceOf(zoom: number, count: number): Distance {
  const many = count > MANY_CARDS
  return { many, far: many && zoom < READABLE }
}

const NEAR = createFar(0)
const FarContext = createContext<FarStore>(NEAR)

export const FarProvider = FarContext.Provider

/** Is the canvas looked at from so far that cards are boxes and lines are strokes? */
export function useFar(): boolean {
  return useStore(useContext(FarContext), ({ far }) => far)
}

/** The same for a card. One of many comes as a box: with each frame a few get their faces, and the view moves on meanwhile. */
export function useFarCard(): boolean {
  const { far, many } = useStore(useContext(FarContext))
  const [box, setBox] = useState(many)
  useEffect(() => {
    if (far) setBox(true)
    else if (many) return inTurn(() => setBox(false))
  }, [far, many])
  return far || (many && box)
}

const FACES_A_FRAME = 6
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
