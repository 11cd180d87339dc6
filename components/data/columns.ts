import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { type FileInData, fileIn } from '@/flow/mapping/file-in'
import { preview } from '@/flow/mapping/preview'

const LOOKED_AT = 200
const MOST = 40

/** A list that can be shown as a table: of records, and not empty. */
export function recordsIn(value: Json): readonly JsonObject[] | null {
  if (!Array.isArray(value) || value.length === 0) return null
  for (const item of value.slice(0, LOOKED_AT)) if (!isJsonObject(item) || Object.hasOwn(item, '$file')) return null
  return value as JsonObject[] // by its first ones; a cell of anything else is empty
}

/** Names of the fields of the first records, those seen first in front. */
export function columnsOf(records: readonly JsonObject[]): string[] {
  const names = new Set<string>()
  for (const record of records.slice(0, LOOKED_AT)) for (const name of Object.keys(record)) names.add(name)
  return [...names].slice(0, MOST)
}

/** What stands in a table: words, or a file that can be opened there. */
export type Cell = string | FileInData

/** By column. What only looked like a record has no fields. */
export function cellsOf(record: Json | undefined, columns: readonly string[]): Cell[] {
  return columns.map((name) => {
    const value = isJsonObject(record) && Object.hasOwn(record, name) ? record[name] : undefined
    return value === undefined || value === null ? '' : (fileIn(value) ?? preview(value))
  })
}
