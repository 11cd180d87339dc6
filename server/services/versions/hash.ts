import { createHash } from 'node:crypto'
import type { Graph } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import { storable } from '@/flow/storable'

/** The same for two graphs exactly when they are equal as they are stored; the order of fields does not count. */
export function hashOf(graph: Graph | Json): string {
  return createHash('sha256')
    .update(JSON.stringify(storable(graph), inOrder))
    .digest('hex')
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
