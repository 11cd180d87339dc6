import type { Sql } from 'postgres'

/** What every duty of the keeper gets: the engine's connection, and when to leave off between two steps. */
export type House = { sql: Sql; leaving: AbortSignal }
