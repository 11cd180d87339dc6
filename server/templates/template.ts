import type { Graph } from '@/flow/graph/graph'

/** A flow to begin with. */
export type Template = {
  id: string
  title: string
  /** One line: what it does for whom. */
  summary: string
  /** What happens, in order, in words. */
  story: readonly string[]
  category: 'Finance' | 'Operations' | 'First steps'
  graph: Graph
}
