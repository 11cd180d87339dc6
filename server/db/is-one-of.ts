import { type Column, type SQL, sql } from 'drizzle-orm'

/** As `inArray`, in one parameter however many ids there are. */
export function isOneOf(column: Column, ids: readonly string[]): SQL {
  return sql`${column} = any(${uuids(ids)}::uuid[])`
}

/** Ids as one text that Postgres reads as a list. */
export function uuids(ids: readonly string[]): string {
  return `{${ids.join(',')}}`
}
