import type { Json } from '@/flow/json'

/** The one text of a JSON value (RFC 8785): keys sorted by UTF-16 code units, no spaces, numbers and strings as ECMAScript writes them. */
export function canonicalJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  try {
    const ordered = inOrder(value)
    if (ordered !== undefined) return JSON.stringify(ordered)
  } catch (error) {
    // Nested deeper than the stack of whoever asks: what was kept can be sealed and checked everywhere.
    if (!(error instanceof RangeError)) throw error
  }
  return spelledOut(value)
}

/** Goes down without the stack of calls. */
function spelledOut(whole: Json): string {
  const written: string[] = []
  const left: ({ text: string } | { value: Json })[] = [{ value: whole }]
  for (let next = left.pop(); next; next = left.pop()) {
    if ('text' in next) {
      written.push(next.text)
      continue
    }
    const { value } = next
    if (typeof value !== 'object' || value === null) {
      written.push(JSON.stringify(value))
      continue
    }
    const isList = Array.isArray(value)
    const members = isList
      ? value.map((item) => ({ name: '', item }))
      : Object.keys(value)
          .sort()
          .map((key) => ({ name: `${JSON.stringify(key)}:`, item: value[key] ?? null }))
    written.push(isList ? '[' : '{')
    left.push({ text: isList ? ']' : '}' })
    for (let at = members.length - 1; at >= 0; at--) {
      const member = members[at]
      if (member) left.push({ value: member.item }, { text: `${at > 0 ? ',' : ''}${member.name}` })
    }
  }
  return written.join('')
}

/**
 * The same value with its keys in order, which the engine's own writer, far quicker than anybody else, then writes as they
 * come; itself where they are in order. Undefined where keys would not keep the order they are put in, or mean something.
 */
function inOrder(value: Json): Json | undefined {
  if (typeof value !== 'object' || value === null) return value
  return Array.isArray(value) ? itemsInOrder(value) : keysInOrder(value)
}

function itemsInOrder(items: Json[]): Json[] | undefined {
  let copy: Json[] | null = null
  for (let at = 0; at < items.length; at++) {
    const item = items[at]
    const ordered = item === undefined ? undefined : inOrder(item)
    if (ordered === undefined) return undefined
    if (ordered === item) continue
    copy ??= items.slice()
    copy[at] = ordered
  }
  return copy ?? items
}

function keysInOrder(value: { [key: string]: Json }): { [key: string]: Json } | undefined {
  const keys = Object.keys(value)
  let sorted = true
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? ''
    if (isNumberOrProto(key)) return undefined
    if (at > 0 && key < (keys[at - 1] ?? '')) sorted = false
  }
  if (!sorted) sortFew(keys)
  let copy: { [key: string]: Json } | null = sorted ? null : {}
  for (const key of keys) {
    const inner = value[key]
    const ordered = inner === undefined ? undefined : inOrder(inner)
    if (ordered === undefined) return undefined
    if (copy === null && ordered !== inner) copy = { ...value }
    if (copy !== null) copy[key] = ordered
  }
  return copy ?? value
}

/** As `sort`, which asks for memory each time. */
function sortFew(keys: string[]): void {
  if (keys.length > FEW) keys.sort()
  else
    for (let at = 1; at < keys.length; at++) {
      const key = keys[at] ?? ''
      let to = at
      for (; to > 0 && (keys[to - 1] ?? '') > key; to--) keys[to] = keys[to - 1] ?? ''
      keys[to] = key
    }
}

const FEW = 20

/** Numbers come first in every object, and one key is not a key everywhere. */
function isNumberOrProto(key: string): boolean {
  const first = key.charCodeAt(0)
  return (first >= 48 && first <= 57) || key === '__proto__'
}
