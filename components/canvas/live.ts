import type { StepError } from '@/flow/engine/events'
import type { StepStatus } from '@/flow/engine/status'

/** What a run looks like on the canvas. Without a run both maps are empty and everything is idle. */
export type Live = {
  nodes: ReadonlyMap<string, NodeLive>
  edges: ReadonlyMap<string, EdgeLive>
}

export type NodeLive = {
  status: StepStatus
  /** The result in a word: `BILL-2041`, `yes: 4,280 over 1,000`. */
  result?: string
  error?: StepError
  /** Iterations of a loop. */
  count?: { done: number; total: number }
  startedAt?: number
  finishedAt?: number
}

/** `next`: data has left, the step it leads to has not finished. */
export type EdgeLive = 'taken' | 'next' | 'dead'

export const NO_RUN: Live = { nodes: new Map(), edges: new Map() }
