import type { Graph } from './graph'

/** Of graphs as they are written now; apart from their schema, so that who only writes one need not bring zod along. */
export const CURRENT_GRAPH_SCHEMA = 1

export function emptyGraph(): Graph {
  return { schema: CURRENT_GRAPH_SCHEMA, nodes: [], edges: [], notes: [], settings: { timeZone: 'UTC' } }
}
