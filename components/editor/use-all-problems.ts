'use client'
import { useStore } from 'zustand'
import type { Problem } from '@/flow/graph/problem'
import { useCanvas } from '../canvas/model'

export function useAllProblems(): Problem[] {
  const { problems } = useCanvas()
  const byNode = useStore(problems)
  return [...byNode.values()].flat()
}
