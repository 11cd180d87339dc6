/** How many there are in app/globals.css. */
const COLOURS = 8

/** The same person has the same colour on every screen; goes into `data-person`. */
export function personColour(id: string): number {
  let hash = 0
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return hash % COLOURS
}
