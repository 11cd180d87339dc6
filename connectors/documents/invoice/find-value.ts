import { type Cell, type Line, overlapAcross, partOf } from './layout'

export type Sighting<Value> = { value: Value; cell: Cell; line: Line; at: number; how: 'beside' | 'below' }

/** Reads a value out of a text, and says where in it the value stands. */
export type ReadValue<Value> = (text: string, cell: Cell) => { value: Value; from: number; to: number } | null

/** Values that stand where people put them: behind their label, in the next cell, or in the column under it. */
export function valuesOf<Value>(lines: readonly Line[], label: RegExp, read: ReadValue<Value>): Sighting<Value>[] {
  return lines.flatMap((line, at) =>
    line.cells.flatMap((cell, index) => {
      const match = label.exec(cell.text)
      if (!match) return []
      const sighting = beside(line, index, match.index + match[0].length, read) ?? below(lines, at, cell, read)
      return sighting ? [{ at, ...sighting }] : []
    }),
  )
}

function beside<Value>(line: Line, index: number, behind: number, read: ReadValue<Value>): Omit<Sighting<Value>, 'at'> | null {
  const cell = line.cells[index]
  if (!cell) return null
  const rest = cell.text.slice(behind)
  const own = read(rest, cell)
  if (own) return { value: own.value, cell: partOf(cell, behind + own.from, behind + own.to), line, how: 'beside' }
  // Something else is written behind the label: the value is not in the next cell.
  if (/[\p{L}\p{N}]{3}/u.test(rest.replace(/\([^)]*\)/g, ''))) return null
  for (const next of line.cells.slice(index + 1, index + 3)) {
    const found = read(next.text, next)
    if (found) return { value: found.value, cell: partOf(next, found.from, found.to), line, how: 'beside' }
    if (/[\p{L}\p{N}]{2}/u.test(next.text)) return null
  }
  return null
}

function below<Value>(lines: readonly Line[], at: number, label: Cell, read: ReadValue<Value>): Omit<Sighting<Value>, 'at'> | null {
  const from = lines[at]
  if (!from) return null
  for (const line of lines.slice(at + 1, at + 4)) {
    if (line.page !== from.page || line.top - from.bottom > from.height * 3) return null
    const under = line.cells.filter((cell) => overlapAcross(cell.box, label.box) > 0.3)
    for (const cell of under) {
      const found = read(cell.text, cell)
      if (found) return { value: found.value, cell: partOf(cell, found.from, found.to), line, how: 'below' }
    }
    if (under.length > 0) return null
  }
  return null
}
