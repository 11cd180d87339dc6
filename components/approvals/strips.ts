import type { Box } from './evidence'

/** Below this share of the width a strip is enlarged so much that its surroundings say nothing. */
const LEAST_WIDTH = 0.42
/** Air around a mark, in heights of the mark: the words before it tell what it is. */
const ABOVE_AND_BELOW = 1.1
const BESIDE = 0.04

/** The part of the page that shows one value with what stands around it. `ratio` is the page's width by its height. */
export function cutAround([left, top, right, bottom]: Box, ratio: number): Box {
  const width = Math.min(1, Math.max(LEAST_WIDTH, right - left + 2 * BESIDE))
  // What explains a value mostly stands to its left, so the value sits right of the middle.
  const start = clamp((left + right) / 2 - width * 0.6, 0, 1 - width)
  const line = Math.max(bottom - top, 0.012)
  const tallest = (width * ratio) / 2.2
  const height = Math.max(bottom - top, Math.min(line * (1 + 2 * ABOVE_AND_BELOW), tallest))
  const from = clamp((top + bottom) / 2 - height / 2, 0, 1 - height)
  return [start, from, start + width, from + height]
}

/** How an image of the whole page lies under a frame that shows only the cut, in per cent of the frame. */
export function placeUnder([left, top, right, bottom]: Box): { width: number; left: number; top: number } {
  return { width: 100 / (right - left), left: (-left / (right - left)) * 100, top: (-top / (bottom - top)) * 100 }
}

/** Where a box of the page lies inside the cut, in per cent of the frame. */
export function placeWithin([left, top, right, bottom]: Box, cut: Box): { left: number; top: number; width: number; height: number } {
  const width = cut[2] - cut[0]
  const height = cut[3] - cut[1]
  return {
    left: ((left - cut[0]) / width) * 100,
    top: ((top - cut[1]) / height) * 100,
    width: ((right - left) / width) * 100,
    height: ((bottom - top) / height) * 100,
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most))
}
