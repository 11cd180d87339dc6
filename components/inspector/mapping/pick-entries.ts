import type { Manifest } from '@/flow/define/manifest'
import { type OutlineField, outlineOf } from '@/flow/mapping/outline'
import type { SampleScope } from '../sample-scope'
import { whatAllGive } from './what-all-give'

/** One line of the pick list: type on the left, name, real value on the right. */
export type PickEntry = {
  /** What is put between the braces; of a function `.name()`, which goes behind a value. */
  expression: string
  name: string
  type: string
  value: string
  depth: number
  /** What the search goes through. */
  words: string
  /** A file, or a list of files: for whoever looks for one. */
  isFile?: boolean
}

export type PickGroup = {
  heading: string
  nodeType: string | null
  note: string | null
  /** What every expression in it begins with. */
  root: string
  /** Worked out when it is first looked at: of a thousand earlier steps a person sees a few. */
  readonly entries: readonly PickEntry[]
}

export function pickGroups({ before, around, scope }: SampleScope, manifest: Manifest): PickGroup[] {
  const loops = around.map(({ node, item }, at): PickGroup => {
    const root = at === 0 ? 'item' : `steps.${node.key}.item`
    const isRepeat = manifest.nodes[node.type]?.container === 'repeat'
    const heading = isRepeat ? `What a pass of ${node.label} begins with` : `Each item of ${node.label}`
    return onDemand({ heading, nodeType: node.type, note: null, root }, () =>
      entriesOf(outlineOf({ expression: root, label: 'Item', sample: item }), node.label),
    )
  })
  const starts = before.filter(({ node }) => manifest.nodes[node.type]?.kind === 'trigger' && !node.disabled)
  const steps = before.map(({ node, output, origin }): PickGroup => {
    const root = `steps.${node.key}`
    const isOneOfMany = starts.length > 1 && starts.some((start) => start.node === node)
    const note = isOneOfMany ? 'only when it starts the run' : origin === 'example' ? 'for example' : null
    return onDemand({ heading: node.label, nodeType: node.type, note, root }, () => {
      const schema = manifest.nodes[node.type]?.output
      return entriesOf(outlineOf({ expression: root, label: 'All of it', sample: output(), schema }), node.label)
    })
  })
  const anyStart = onDemand({ heading: 'Whatever starts the run', nodeType: null, note: null, root: 'trigger' }, () => {
    const shared = whatAllGive(
      starts.map(({ node, output }) => ({ given: output(), schema: manifest.nodes[node.type]?.output })),
      scope.trigger,
    )
    return shared ? entriesOf(outlineOf({ expression: 'trigger', label: 'All of it', ...shared }), 'Whatever starts the run') : []
  })
  const firstStart = before.findIndex(({ node }) => starts.some((start) => start.node === node))
  if (starts.length > 1) steps.splice(firstStart, 0, anyStart)
  const named = Object.entries(scope.vars)
  const variables = onDemand({ heading: 'Variables', nodeType: null, note: null, root: 'vars' }, () =>
    named.flatMap(([name, value]) => entriesOf(outlineOf({ expression: `vars.${name}`, label: name, sample: value }), 'Variables')),
  )
  return [...loops, ...steps, ...(named.length > 0 ? [variables] : [])]
}

/** All files there are, before the data they are in: for a field that takes nothing else. */
export function filesFirst(groups: readonly PickGroup[]): readonly PickGroup[] {
  const entries = groups.flatMap(({ heading, entries }) =>
    entries.filter(({ isFile }) => isFile).map((entry) => ({ ...entry, name: `${heading} ▸ ${entry.name}`, depth: 0 })),
  )
  return entries.length === 0 ? groups : [{ heading: 'Files', nodeType: null, note: null, root: '', entries }, ...groups]
}

/** Groups with only what the query finds, what is called so first; every word must occur. Not more than `most` entries altogether. */
export function search(groups: readonly PickGroup[], query: string, most = Number.POSITIVE_INFINITY): PickGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return filtered(groups, () => true, most)
  const found = filtered(groups, (entry) => words.every((word) => entry.words.includes(word)), Number.POSITIVE_INFINITY)
  const ranked = found.map((group) => {
    const places = new Map(group.entries.map((entry) => [entry, placeOfName(entry.name.toLowerCase(), words)]))
    const placeOf = (entry: PickEntry) => places.get(entry) ?? FURTHEST
    const entries = group.entries.toSorted((a, b) => placeOf(a) - placeOf(b))
    return { group: { ...group, entries }, best: Math.min(...places.values()) }
  })
  return filtered(
    ranked.sort((a, b) => a.best - b.best).map(({ group }) => group),
    () => true,
    most,
  )
}

const FURTHEST = 3

/** Called just so, beginning so, with all of it in the name, or found by its step and path only. */
function placeOfName(name: string, words: readonly string[]): number {
  const typed = words.join(' ')
  if (name === typed) return 0
  if (name.startsWith(typed)) return 1
  return words.every((word) => name.includes(word)) ? 2 : FURTHEST
}

export function filtered(groups: readonly PickGroup[], fits: (entry: PickEntry) => boolean, most: number): PickGroup[] {
  const found: PickGroup[] = []
  let left = most
  for (const group of groups) {
    if (left <= 0) break
    const { heading, nodeType, note, root } = group
    const entries = group.entries.filter(fits).slice(0, left)
    if (entries.length > 0) found.push({ heading, nodeType, note, root, entries })
    left -= entries.length
  }
  return found
}

function onDemand(about: Omit<PickGroup, 'entries'>, make: () => PickEntry[]): PickGroup {
  let made: PickEntry[] | undefined
  return {
    ...about,
    get entries() {
      made ??= make()
      return made
    },
  }
}

function entriesOf(root: OutlineField, owner: string): PickEntry[] {
  const flatten = (field: OutlineField, depth: number): PickEntry[] => [
    {
      expression: field.expression,
      name: field.label,
      type: field.type,
      value: field.preview ?? '',
      depth,
      words: `${owner} ${field.label} ${field.expression}`.toLowerCase(),
      isFile: holdsFiles(field),
    },
    ...field.children.flatMap((child) => flatten(child, depth + 1)),
  ]
  // The whole of a record is rarely what is meant: its fields come first, itself last.
  const fields = root.children.flatMap((child) => flatten(child, 0))
  return root.type === 'list' || fields.length === 0 ? flatten(root, 0) : [...fields, ...flatten({ ...root, children: [] }, 0)]
}

function holdsFiles({ type, children, key }: OutlineField): boolean {
  return type === 'list' ? children[0]?.type === 'file' : type === 'file' && typeof key === 'string'
}
