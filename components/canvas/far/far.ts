'use client'
import { useStoreApi } from '@xyflow/react'
import { createContext, useContext, useLayoutEffect, useState, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CanvasNode } from '../flow-node'
import { type CardLook, CardsThere } from './cards-there'
import { distanceOf } from './distance'

/** For cards that are drawn outside a canvas: all near, and few. */
const NEAR = createStore(() => distanceOf(1, 0))
const CardsContext = createContext<CardsThere | null>(null)

export const CardsProvider = CardsContext.Provider

/** Of the canvas around; it knows of the view from the first effect on. */
export function useCardsThere(): CardsThere {
  const flow = useStoreApi<CanvasNode>()
  const [cards] = useState(() => new CardsThere(flow))
  useLayoutEffect(() => cards.follow(), [cards])
  return cards
}

/** Is the canvas looked at from so far that cards are boxes and lines are strokes? */
export function useFar(): boolean {
  return useStore(useContext(CardsContext)?.distance ?? NEAR, ({ far }) => far)
}

/** Ids of the cards that are being dragged from afar (lift.ts). */
export function useLifted(): StoreApi<ReadonlySet<string>> {
  return useCards().lifted
}

/** How this card is drawn now. */
export function useCardLook(id: string): CardLook {
  const cards = useContext(CardsContext)
  const [look, setLook] = useState<CardLook>(() => (cards?.comesAsBox() ? 'box' : 'face'))
  useLayoutEffect(() => cards?.draw(id, setLook), [cards, id])
  return look
}

/** Takes the place of React Flow's own list of what it draws (ids-there.cjs). */
export function useIdsThere(): readonly string[] {
  const cards = useCards()
  return useSyncExternalStore(cards.subscribe, cards.ids, cards.ids)
}

function useCards(): CardsThere {
  const cards = useContext(CardsContext)
  if (!cards) throw new Error('Cards are drawn on a canvas only')
  return cards
}
