import type { Json } from '@/flow/json'

/** The one text of a JSON value (RFC 8785): keys sorted by UTF-16 code units, no spaces, numbers and strings as ECMAScript writes them. */
export function canonicalJson(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isCanonical(value)) return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`
    return `[${text}]`
  }
  for (const key of Object.keys(value).sort())
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`
  return `{${text}}`
}

/** Flat, and its keys in order as they come: then the engine's own writer, which is far quicker, writes the same. */
function isCanonical(value: Json[] | { [key: string]: Json }): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item !== 'object' || item === null)
  let last: string | undefined
  for (const key of Object.keys(value)) {
    const inner = value[key]
    if ((typeof inner === 'object' && inner !== null) || inner === undefined) return false
    if (last !== undefined && last >= key) return false
    last = key
  }
  return true
}
