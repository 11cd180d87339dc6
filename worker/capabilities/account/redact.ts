import type { Json } from '@/flow/json'
import { breather } from '../../breather'
import { isLight } from '../../sandbox/json-bytes'

/** Shorter values are no secrets worth the harm of hiding them everywhere. */
const SHORTEST = 6
export const HIDDEN = '[hidden]'

export type Redact = (text: string) => string

/**
 * Hides known secrets by value, in every spelling that a vendor's answer or an error may echo them in: plain, base64,
 * base64url, URL-encoded, JSON-escaped and hex.
 */
export function redactor(secrets: readonly string[]): Redact {
  const spellings = secrets.filter((secret) => secret.length >= SHORTEST).flatMap(spellingsOf)
  const longestFirst = [...new Set(spellings)].sort((a, b) => b.length - a.length)
  return (text) => longestFirst.reduce((left, spelling) => left.replaceAll(spelling, HIDDEN), text)
}

/** The same data with every text, keys included, redacted. */
export function redactJson(value: Json, redact: Redact): Json {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redact(key), redactJson(item, redact)]))
}

/** The same for data of any size, with the event loop let in between. */
export async function redactLarge(value: Json, redact: Redact, breathe = breather()): Promise<Json> {
  if (typeof value !== 'object' || value === null || isLight(value)) return redactJson(value, redact)
  if (Array.isArray(value)) {
    const items: Json[] = []
    for (const item of value) {
      items.push(await redactLarge(item, redact, breathe))
      await breathe()
    }
    return items
  }
  const entries: [string, Json][] = []
  for (const [key, item] of Object.entries(value)) {
    entries.push([redact(key), await redactLarge(item, redact, breathe)])
    await breathe()
  }
  return Object.fromEntries(entries)
}

function spellingsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const hex = bytes.toString('hex')
  const base64 = bytes.toString('base64')
  const json = JSON.stringify(secret).slice(1, -1)
  const url = encodeURIComponent(secret)
  return [
    secret,
    json,
    base64,
    base64.replace(/=+$/, ''),
    bytes.toString('base64url'),
    url,
    url.replaceAll('%20', '+'),
    hex,
    hex.toUpperCase(),
  ]
}
