import type { Graph } from '@/flow/graph/graph'

/** A flow to begin with. Its nodes name no accounts: whoever uses it chooses them. */
export type Template = {
  id: string
  title: string
  /** One line: what it does for whom. */
  summary: string
  /** What happens, in order, in words. */
  story: readonly string[]
  category: 'Finance' | 'Operations' | 'First steps'
  /** Apps it needs an account at, by connector, and what for. */
  accounts: readonly { connector: string; why: string }[]
  graph: Graph
  /** Made to fit the workspace, where it depends on it. */
  fit?: (graph: Graph, workspace: WorkspaceFacts) => Graph
}

export type WorkspaceFacts = {
  /** By connector, as chosen. */
  accounts: Readonly<Record<string, string>>
  /** Members who may decide on approvals. */
  approvers: number
}
