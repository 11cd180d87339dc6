import type { Outline } from './outline'

/** What begins within the same piece of the flow shares a stroke: where one is moved, only that piece is painted anew. */
const PIECE = 1_000
/** In each direction; a very large flow has larger pieces, not more of them. */
const MOST_PIECES = 10

/** Paths by the piece of the flow they begin in, a stroke for each, as thousands of elements would cost more than they show. */
export function strokesOf(paths: readonly Outline[]): Map<string, string> {
  let [right, bottom] = [0, 0]
  for (const { x1, y1 } of paths) [right, bottom] = [Math.max(right, Math.abs(x1)), Math.max(bottom, Math.abs(y1))]
  const [width, height] = [Math.max(PIECE, right / MOST_PIECES), Math.max(PIECE, bottom / MOST_PIECES)]
  const strokes = new Map<string, string>()
  for (const { x1, y1, path } of paths) {
    const piece = `${Math.floor(x1 / width)} ${Math.floor(y1 / height)}`
    strokes.set(piece, (strokes.get(piece) ?? '') + path)
  }
  return strokes
}
