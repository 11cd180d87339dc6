import { type Column, type SQL, sql } from 'drizzle-orm'

/** As `inArray`, in one parameter however many ids there are. */
export function isOneOf(column: Column, ids: readonly string[]): SQL {
  return sql`${column} = any(${plainList(ids)}::uuid[])`
}

/**
 * A list as one text that Postgres reads: for ids, numbers and words of our own. Of an array every value is looked through for
 * what is to be escaped, and here there is none. What may hold a comma, a quote or a brace is not for this.
 */
export function plainList(values: readonly (string | number | null)[]): string {
  let text = ''
  for (const value of values) text += text === '' ? (value ?? 'null') : `,${value ?? 'null'}`
  return `{${text}}`
}
