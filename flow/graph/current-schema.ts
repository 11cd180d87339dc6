/** Of graphs as they are written now; apart from their schema, so that who only writes one need not bring zod along. */
export const CURRENT_GRAPH_SCHEMA = 1
