import type { Letter } from './message'

/** Postgres refuses a NOTIFY payload of 8000 bytes or more. */
const LIMIT = 7900

/** Letters as JSON arrays, each small enough for one NOTIFY. One that is too large by itself is left out: it would take all others with it. */
export function pack(letters: readonly Letter[]): string[] {
  const payloads: string[] = []
  let held: string[] = []
  let bytes = 2
  for (const letter of letters) {
    const text = JSON.stringify(letter)
    const size = Buffer.byteLength(text) + 1
    if (size + 2 > LIMIT) continue
    if (held.length > 0 && bytes + size > LIMIT) {
      payloads.push(`[${held.join(',')}]`)
      held = []
      bytes = 2
    }
    held.push(text)
    bytes += size
  }
  if (held.length > 0) payloads.push(`[${held.join(',')}]`)
  return payloads
}
