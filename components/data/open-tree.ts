import { isJsonObject, type Json } from '@/flow/json'
import { fileIn } from '@/flow/mapping/file-in'

/** Where a value stands: names of fields and places in lists, from the top. */
export type Path = readonly (string | number)[]

/** One line of the tree as it is opened now. */
export type Row = { path: Path; value: Json; depth: number; entries: number; open: boolean; position: number; siblings: number }

/**
 * Data as a tree of which parts are open. Invariants: a closed part costs nothing, however much is in it; an open one costs
 * its list of names, once; and any line is found by going down, never by writing all of them out.
 */
export type OpenTree = { value: Json; root: Branch | null }

type Branch = {
  value: Json
  /** Null: a list. */
  names: readonly string[] | null
  count: number
  /** Lines under it. */
  lines: number
  /** What is open in it, in order. */
  open: { at: number; branch: Branch }[]
}

/** Records this small are open from the start, and so is what is in them. */
const FEW = 8
const DEEP_ENOUGH = 2

export function openTree(value: Json): OpenTree {
  return { value, root: branchOf(value, DEEP_ENOUGH) }
}

/** The line of the value itself counts. */
export function lineCount({ root }: OpenTree): number {
  return 1 + (root?.lines ?? 0)
}

export function rowAt({ value, root }: OpenTree, line: number): Row | null {
  if (line === 0) return rowOf([], value, root, 1, 1)
  let branch = root
  let left = line - 1
  const path: (string | number)[] = []
  while (branch) {
    if (left < 0 || left >= branch.lines) return null
    const { at, inside, passed } = placeIn(branch, left)
    const key = branch.names ? (branch.names[at] ?? '') : at
    path.push(key)
    if (passed === 0) return rowOf(path, childOf(branch, at), inside, at + 1, branch.count)
    left = passed - 1
    branch = inside
  }
  return null
}

/** Opens or closes what is at this path. */
export function toggle(tree: OpenTree, path: Path): OpenTree {
  return setOpen(tree, path, branchAt(tree, path) === null)
}

export function setOpen(tree: OpenTree, path: Path, open: boolean): OpenTree {
  const value = valueAt(tree.value, path)
  if (value === undefined || entriesIn(value) === 0) return tree
  return { value: tree.value, root: withBranch(tree.root, tree.value, path, open ? (branchAt(tree, path) ?? branchOf(value, 1)) : null) }
}

/** Opens everything around the value at this path. */
export function reveal(tree: OpenTree, path: Path): OpenTree {
  return path.reduce<OpenTree>((opened, _, depth) => setOpen(opened, path.slice(0, depth), true), tree)
}

/** Null: it is not in sight. */
export function lineOf({ root }: OpenTree, path: Path): number | null {
  let line = 0
  let branch = root
  for (const key of path) {
    if (!branch) return null
    const at = indexIn(branch, key)
    if (at < 0) return null
    line += 1 + at
    for (const each of branch.open) if (each.at < at) line += each.branch.lines
    branch = branch.open.find((each) => each.at === at)?.branch ?? null
  }
  return line
}

export function valueAt(value: Json, path: Path): Json | undefined {
  let at: Json | undefined = value
  for (const key of path) {
    if (Array.isArray(at) && typeof key === 'number') at = at[key]
    else if (isJsonObject(at) && typeof key === 'string' && Object.hasOwn(at, key)) at = at[key]
    else return undefined
  }
  return at
}

/** A file is one thing: how it is told from others is nobody's business here. */
export function entriesIn(value: Json): number {
  if (Array.isArray(value)) return value.length
  if (fileIn(value)) return 0
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0
}

function rowOf(path: Path, value: Json, inside: Branch | null, position: number, siblings: number): Row {
  return { path, value, depth: path.length, entries: inside?.count ?? entriesIn(value), open: inside !== null, position, siblings }
}

function branchOf(value: Json, depth: number): Branch | null {
  const names = isJsonObject(value) && !fileIn(value) ? Object.keys(value) : null
  const count = names?.length ?? (Array.isArray(value) ? value.length : 0)
  if (count === 0) return null
  const branch: Branch = { value, names, count, lines: count, open: [] }
  if (depth <= 1 || count > FEW) return branch
  for (let at = 0; at < count; at++) {
    const child = childOf(branch, at)
    const inside = entriesIn(child) <= FEW ? branchOf(child, depth - 1) : null
    if (inside) branch.open.push({ at, branch: inside })
  }
  return counted(branch)
}

function counted(branch: Branch): Branch {
  return { ...branch, lines: branch.count + branch.open.reduce((sum, { branch: { lines } }) => sum + lines, 0) }
}

function childOf({ value, names }: Branch, at: number): Json {
  if (Array.isArray(value)) return value[at] ?? null
  const name = names?.[at]
  return isJsonObject(value) && name !== undefined ? (value[name] ?? null) : null
}

function indexIn({ names, count }: Branch, key: string | number): number {
  if (typeof key === 'number') return names === null && key < count ? key : -1
  return names?.indexOf(key) ?? -1
}

/** `passed`: lines of what is open at `at` that were gone into; 0 is the entry's own line. */
function placeIn({ open }: Branch, line: number): { at: number; inside: Branch | null; passed: number } {
  let shift = 0
  for (const { at, branch } of open) {
    if (line < at + shift) break
    if (line <= at + shift + branch.lines) return { at, inside: branch, passed: line - at - shift }
    shift += branch.lines
  }
  return { at: line - shift, inside: null, passed: 0 }
}

function branchAt({ root }: OpenTree, path: Path): Branch | null {
  let branch = root
  for (const key of path) {
    if (!branch) return null
    const at = indexIn(branch, key)
    branch = branch.open.find((each) => each.at === at)?.branch ?? null
  }
  return branch
}

function withBranch(branch: Branch | null, value: Json, path: Path, inside: Branch | null): Branch | null {
  const [key, ...rest] = path
  if (key === undefined) return inside
  const here = branch ?? branchOf(value, 1)
  if (!here) return null
  const at = indexIn(here, key)
  const before = here.open.find((each) => each.at === at)?.branch ?? null
  const next = withBranch(before, childOf(here, at), rest, inside)
  const open = here.open.filter((each) => each.at !== at)
  if (next) open.push({ at, branch: next })
  return counted({ ...here, open: open.sort((a, b) => a.at - b.at) })
}
