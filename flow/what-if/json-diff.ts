import { isJsonObject, type Json, type JsonObject } from '../json'

/** One place where two values part: where it is, and what stands there. A side that is left out has nothing there. */
export type Change = { path: (string | number)[]; before?: Json; after?: Json }

/** More than anybody reads. */
const MOST = 20

/**
 * Where two values differ, in the order of the first of them, as deep as both have the same shape. In lists, what was put in or
 * taken out in the middle is told as that, not as a change of everything behind it.
 */
export function differences(before: Json, after: Json, most = MOST): Change[] {
  const found: Change[] = []
  compare(before, after, [], (change) => {
    found.push(change)
    return found.length < most
  })
  return found
}

/** False: that is enough. */
type Tell = (change: Change) => boolean

function compare(before: Json, after: Json, path: Change['path'], tell: Tell): boolean {
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, path, tell)
  if (isJsonObject(before) && isJsonObject(after)) return compareObjects(before, after, path, tell)
  return before === after || tell({ path, before, after })
}

function compareObjects(before: JsonObject, after: JsonObject, path: Change['path'], tell: Tell): boolean {
  const keys = [...Object.keys(before), ...Object.keys(after).filter((key) => !Object.hasOwn(before, key))]
  return keys.every((key) => {
    const at = [...path, key]
    const [left, right] = [own(before, key), own(after, key)]
    if (left === undefined || right === undefined) {
      return tell({ path: at, ...(left === undefined ? {} : { before: left }), ...(right === undefined ? {} : { after: right }) })
    }
    return compare(left, right, at, tell)
  })
}

function compareLists(before: Json[], after: Json[], path: Change['path'], tell: Tell): boolean {
  if (before.length === after.length) return before.every((item, at) => compare(item, after[at] ?? null, [...path, at], tell))
  const alike = (a: Json | undefined, b: Json | undefined) => a !== undefined && b !== undefined && isSame(a, b)
  let start = 0
  while (alike(before[start], after[start])) start += 1
  let end = 0
  const shorter = Math.min(before.length, after.length)
  while (end < shorter - start && alike(before[before.length - 1 - end], after[after.length - 1 - end])) end += 1
  const common = shorter - start - end
  for (let at = start; at < start + common; at++) if (!compare(before[at] ?? null, after[at] ?? null, [...path, at], tell)) return false
  const [longer, side] = before.length > after.length ? ([before, 'before'] as const) : ([after, 'after'] as const)
  return longer
    .slice(start + common, longer.length - end)
    .every((item, offset) => tell({ path: [...path, start + common + offset], [side]: item }))
}

export function isSame(a: Json, b: Json): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, at) => isSame(item, b[at] ?? null))
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null))
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined
}
