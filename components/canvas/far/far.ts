'use client'
import { createContext, useContext } from 'react'
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
