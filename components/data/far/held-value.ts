import { isJsonObject, type Json } from '@/flow/json'
import { boundedJson } from '../bounded-json'
import { type Cell, cellsOf, columnsOf, recordsIn } from '../columns'
import { lineCount, type Path, valueAt } from '../open-tree'
import { act, type Line, lineAt, pickedLineOf, startTree, type TreeAction, type TreeState } from '../tree-state'
import { TextLines } from './text-lines'

/** What somebody sees of data that is not with them. `begun`: as much of what is picked as is shown. */
export type FarLook = {
  count: number
  pickedLine: number | null
  picked: { path: Path; begun: Json; isWhole: boolean; isTable: boolean } | null
}

export type Stretch = { from: number; to: number }

const BEGINNING = 100_000
/** Nobody sees more lines at once. */
const MOST_LINES = 500

/**
 * Data too large for the page, held beside it. Invariant: an answer is as small as what is seen of it, however much there is:
 * lines in words, never the data itself.
 */
export class HeldValue {
  readonly value: Json
  private state: TreeState
  private written: TextLines | null = null

  constructor(value: Json) {
    this.value = value
    this.state = startTree(value)
  }

  first(): { look: FarLook; isTable: boolean } {
    return { look: this.look(), isTable: recordsIn(this.value) !== null }
  }

  look(): FarLook {
    const { tree, picked } = this.state
    const value = picked ? valueAt(this.value, picked) : undefined
    const shown = picked && value !== undefined ? { path: picked, ...begunOf(value), isTable: recordsIn(value) !== null } : null
    return { count: lineCount(tree), pickedLine: pickedLineOf(this.state), picked: shown }
  }

  /** With the lines in sight, so that nothing blinks. */
  act(action: TreeAction, sight: Stretch): { look: FarLook; lines: (Line | null)[] } {
    this.state = act(this.state, action)
    return { look: this.look(), lines: this.lines(sight) }
  }

  lines(sight: Stretch): (Line | null)[] {
    return each(sight, (line) => lineAt(this.state.tree, line))
  }

  table(path: Path): { columns: string[]; count: number } {
    const records = this.recordsAt(path)
    return { columns: columnsOf(records), count: records.length }
  }

  cells(path: Path, columns: readonly string[], sight: Stretch): Cell[][] {
    const records = this.recordsAt(path)
    return each(sight, (row) => cellsOf(records[row], columns))
  }

  text(): { count: number; isWhole: boolean } {
    const { count, isWhole } = this.textLines()
    return { count, isWhole }
  }

  textOf(sight: Stretch): string[] {
    return each(sight, (line) => this.textLines().at(line))
  }

  /** All of it, to copy. */
  whole(path: Path): string {
    const value = valueAt(this.value, path) ?? null
    return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  }

  private textLines(): TextLines {
    this.written ??= new TextLines(this.value)
    return this.written
  }

  private recordsAt(path: Path) {
    return recordsIn(valueAt(this.value, path) ?? null) ?? []
  }
}

function begunOf(value: Json): { begun: Json; isWhole: boolean } {
  if (typeof value === 'string') return { begun: value.slice(0, BEGINNING + 1), isWhole: value.length <= BEGINNING }
  if (boundedJson(value, BEGINNING).whole) return { begun: value, isWhole: true }
  return { begun: isJsonObject(value) ? {} : [], isWhole: false }
}

function each<Item>({ from, to }: Stretch, item: (at: number) => Item): Item[] {
  return Array.from({ length: Math.max(0, Math.min(MOST_LINES, to - from + 1)) }, (_, at) => item(from + at))
}
