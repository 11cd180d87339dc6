import type { Json } from '@/flow/json'
import { fileIn } from '@/flow/mapping/file-in'
import { preview } from '@/flow/mapping/preview'
import { kindInWords } from './file-kind'
import { sizeInWords } from './file-url'
import {
  entriesIn,
  lineCount,
  lineOf,
  type OpenTree,
  openTree,
  type Path,
  type Row,
  reveal,
  rowAt,
  setOpen,
  toggle,
  valueAt,
} from './open-tree'

/** A tree somebody walks around in: what is open, and what they have picked. */
export type TreeState = { tree: OpenTree; picked: Path | null }

const KEYS = ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft', 'Home', 'End', 'Enter'] as const

type TreeKey = (typeof KEYS)[number]

export type TreeAction =
  /** A click: picks the line, and opens or closes what is under it. */
  { do: 'choose'; line: number } | { do: 'press'; key: TreeKey } | { do: 'reveal'; path: Path }

/** A line as it is drawn: what stands there only in words, so that it is small whatever it stands for. */
export type Line = Omit<Row, 'value'> & { words: string; tone: string; isFile: boolean }

export function isTreeKey(key: string): key is TreeKey {
  return (KEYS as readonly string[]).includes(key) // `includes` asks for what is to be found out
}

export function startTree(value: Json): TreeState {
  return { tree: openTree(value), picked: null }
}

export function act({ tree, picked }: TreeState, action: TreeAction): TreeState {
  if (action.do === 'reveal') {
    const path = upToFile(tree.value, action.path)
    return { tree: reveal(tree, path), picked: path }
  }
  if (action.do === 'choose') {
    const row = rowAt(tree, action.line)
    return row ? { tree: row.entries > 0 ? toggle(tree, row.path) : tree, picked: row.path } : { tree, picked }
  }
  const last = lineCount(tree) - 1
  const pickedLine = pickedLineOf({ tree, picked })
  const line = pickedLine ?? 0
  const row = rowAt(tree, line)
  if (!row) return { tree, picked }
  const at = (wanted: number): TreeState => ({ tree, picked: rowAt(tree, Math.max(0, Math.min(last, wanted)))?.path ?? picked })
  const opened = (open: boolean): TreeState => ({ tree: setOpen(tree, row.path, open), picked })
  switch (action.key) {
    case 'ArrowDown':
      return at(pickedLine === null ? 0 : line + 1)
    case 'ArrowUp':
      return at(line - 1)
    case 'Home':
      return at(0)
    case 'End':
      return at(last)
    case 'ArrowRight':
      return row.entries > 0 && !row.open ? opened(true) : at(line + 1)
    case 'ArrowLeft':
      return row.open ? opened(false) : { tree, picked: row.path.slice(0, -1) }
    case 'Enter':
      return row.entries > 0 ? { tree: toggle(tree, row.path), picked } : { tree, picked }
  }
}

export function pickedLineOf({ tree, picked }: TreeState): number | null {
  return picked ? lineOf(tree, picked) : null
}

export function lineAt(tree: OpenTree, at: number): Line | null {
  const row = rowAt(tree, at)
  if (!row) return null
  const { value, ...line } = row
  const file = fileIn(value)
  if (file)
    return {
      ...line,
      words: `${preview(value)}, ${kindInWords(file.contentType)}, ${sizeInWords(file.size)}`,
      tone: 'text-ink',
      isFile: true,
    }
  return { ...line, words: inWords(value), tone: tone(value), isFile: false }
}

/** What is pointed at inside a file is the file. */
function upToFile(value: Json, path: Path): Path {
  const depth = path.findIndex((_, at) => fileIn(valueAt(value, path.slice(0, at))))
  return depth < 0 ? path : path.slice(0, depth)
}

function inWords(value: Json): string {
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' ? String(value) : preview(value)
  if (entriesIn(value) === 0) return Array.isArray(value) ? 'empty list' : 'no fields'
  return Array.isArray(value) ? `list, ${preview(value)}` : preview(value)
}

function tone(value: Json): string {
  if (value === null || typeof value === 'object') return 'text-ink-3'
  return typeof value === 'string' ? 'text-ink' : 'text-brand-ink'
}
