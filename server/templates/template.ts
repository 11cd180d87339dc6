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
  /** Connectors whose sandbox it works with; a step names one in place of an account. */
  sandboxes?: readonly string[]
  graph: Graph
}
