import { createHash } from 'node:crypto'
import type { Graph } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'

/** The same for two graphs exactly when they are equal; the order of fields does not count. */
export function hashOf(graph: Graph | Json): string {
  return createHash('sha256').update(JSON.stringify(graph, inOrder)).digest('hex')
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
