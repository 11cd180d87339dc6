import type { Box, Page, Word } from '@/flow/define/document'

/** Words that stand close together on one line: a label, a value, a cell of a table. */
export type Cell = { text: string; box: Box; confidence: number; page: number; words: Word[] }

export type Line = { text: string; cells: Cell[]; page: number; source: Page['source']; top: number; bottom: number; height: number }

/** Wider than this many times the letters are high, a gap parts two cells. */
const CELL_GAP = 0.85
const CELL_GAP_RECOGNISED = 1.3

export function linesOf(pages: readonly Page[]): Line[] {
  return pages.flatMap(linesOfPage)
}

function linesOfPage(page: Page): Line[] {
  const rows: { middle: number; height: number; words: Word[] }[] = []
  for (const word of [...page.words].sort((a, b) => middleOf(a.box) - middleOf(b.box))) {
    const height = word.box[3] - word.box[1]
    const row = rows.findLast((row) => Math.abs(row.middle - middleOf(word.box)) < Math.min(row.height, height) * 0.55)
    if (row && !row.words.some((other) => overlapAcross(other.box, word.box) > 0.5)) {
      row.words.push(word)
      row.middle += (middleOf(word.box) - row.middle) / row.words.length
      row.height = Math.max(row.height, height)
    } else rows.push({ middle: middleOf(word.box), height, words: [word] })
  }
  return rows.sort((a, b) => a.middle - b.middle).map(({ words }) => lineOf(words, page))
}

function lineOf(words: Word[], page: Page): Line {
  const ordered = [...words].sort((a, b) => a.box[0] - b.box[0])
  const heights = ordered.map(({ box }) => box[3] - box[1]).sort((a, b) => a - b)
  const height = heights[Math.floor(heights.length / 2)] ?? 0
  const gap = height * (page.height / page.width) * (page.source === 'ocr' ? CELL_GAP_RECOGNISED : CELL_GAP)
  const groups: Word[][] = []
  for (const word of ordered) {
    const last = groups.at(-1)
    const before = last?.at(-1)
    if (last && before && word.box[0] - before.box[2] < gap) last.push(word)
    else groups.push([word])
  }
  const cells = groups.map((group) => cellOf(group, page.number))
  const box = unionOf(ordered.map((word) => word.box))
  return {
    text: cells.map(({ text }) => text).join('  '),
    cells,
    page: page.number,
    source: page.source,
    top: box[1],
    bottom: box[3],
    height,
  }
}

export function cellOf(words: Word[], page: number): Cell {
  return {
    text: words.map(({ text }) => text).join(' '),
    box: unionOf(words.map(({ box }) => box)),
    confidence: words.length === 0 ? 0 : words.reduce((sum, word) => sum + word.confidence, 0) / words.length,
    page,
    words,
  }
}

/** The part of a cell that a match in its text covers. */
export function partOf(cell: Cell, from: number, to: number): Cell {
  let at = 0
  const inside: Word[] = []
  for (const word of cell.words) {
    if (at < to && at + word.text.length > from) inside.push(word)
    at += word.text.length + 1
  }
  return inside.length > 0 ? cellOf(inside, cell.page) : cell
}

/** The cell made of what a match in a line's text covers. */
export function spotIn(line: Line, from: number, to: number): Cell {
  let at = 0
  const inside: Word[] = []
  for (const cell of line.cells) {
    for (const word of cell.words) {
      if (at < to && at + word.text.length > from) inside.push(word)
      at += word.text.length + 1
    }
    at += 1
  }
  return cellOf(inside.length > 0 ? inside : line.cells.flatMap(({ words }) => words), line.page)
}

export function unionOf(boxes: readonly Box[]): Box {
  const [first = [0, 0, 0, 0] as Box] = boxes
  return boxes.reduce<Box>(
    (all, box) => [Math.min(all[0], box[0]), Math.min(all[1], box[1]), Math.max(all[2], box[2]), Math.max(all[3], box[3])],
    [...first],
  )
}

/** How much of the narrower box the two share, across the page: 0 to 1. */
export function overlapAcross(a: Box, b: Box): number {
  const shared = Math.min(a[2], b[2]) - Math.max(a[0], b[0])
  const narrower = Math.min(a[2] - a[0], b[2] - b[0])
  return narrower <= 0 ? 0 : Math.max(0, shared / narrower)
}

function middleOf(box: Box): number {
  return (box[1] + box[3]) / 2
}
