import type { Json } from '@/flow/json'
import { breather } from '../breather'

const PIECE = 256 * 1_024
const LIGHT = { values: 2_000, characters: 64_000 }

/**
 * JSON as bytes, like `JSON.stringify`, but for values of any size: written in small pieces, with the event loop let in
 * between. Null when it takes more than `most` bytes.
 */
export async function jsonBytes(value: Json, most: number): Promise<Uint8Array[] | null> {
  const pieces: Uint8Array[] = []
  const breathe = breather()
  let [text, bytes] = ['', 0]
  const flush = () => {
    const piece = Buffer.from(text)
    pieces.push(piece)
    bytes += piece.length
    text = ''
  }
  for (const part of partsOf(value)) {
    text += part
    if (text.length >= PIECE) flush()
    if (bytes > most) return null
    const pause = breathe()
    if (pause) await pause
  }
  flush()
  return bytes > most ? null : pieces
}

function* partsOf(value: Json): Generator<string> {
  if (isLight(value)) yield JSON.stringify(value)
  else if (typeof value === 'string') yield* partsOfText(value)
  else if (Array.isArray(value)) {
    yield '['
    yield* partsOfItems(value, 0, value.length)
    yield ']'
  } else if (typeof value === 'object' && value !== null) {
    let before = '{'
    for (const key of Object.keys(value)) {
      if (value[key] === undefined) continue
      yield `${before}${JSON.stringify(key)}:`
      yield* partsOf(value[key] ?? null)
      before = ','
    }
    yield before === '{' ? '{}' : '}'
  }
}

/** Halved until the parts are light. */
function* partsOfItems(items: readonly Json[], from: number, to: number): Generator<string> {
  const part = to - from <= LIGHT.values ? items.slice(from, to) : null
  if (part && isLight(part)) yield JSON.stringify(part).slice(1, -1)
  else if (to - from === 1) yield* partsOf(items[from] ?? null)
  else {
    const middle = (from + to) >> 1
    yield* partsOfItems(items, from, middle)
    yield ','
    yield* partsOfItems(items, middle, to)
  }
}

/** No pair of surrogates is cut in two: each half would be escaped. */
function* partsOfText(text: string): Generator<string> {
  yield '"'
  for (let at = 0, end = 0; at < text.length; at = end) {
    end = at + LIGHT.characters
    if (text.codePointAt(end - 1) !== text.charCodeAt(end - 1)) end += 1
    yield JSON.stringify(text.slice(at, end)).slice(1, -1)
  }
  yield '"'
}

/** A value whose JSON is quickly written. */
export function isLight(value: Json): boolean {
  return weigh(value, { ...LIGHT })
}

/** Stops as soon as it is known to be too heavy. */
function weigh(value: Json, left: { values: number; characters: number }): boolean {
  left.values -= 1
  if (typeof value === 'string') left.characters -= value.length
  if (left.values < 0 || left.characters < 0) return false
  if (typeof value !== 'object' || value === null) return true
  if (Array.isArray(value)) return value.length <= left.values && value.every((item) => weigh(item, left))
  for (const key in value) {
    left.characters -= key.length
    if (!weigh(value[key] ?? null, left)) return false
  }
  return true
}
