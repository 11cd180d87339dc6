import type { Manifest } from '@/flow/define/manifest'
import { type OutlineField, outlineOf } from '@/flow/mapping/outline'
import type { SampleScope } from '../sample-scope'

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
}

export type PickGroup = { heading: string; nodeType: string | null; note: string | null; entries: PickEntry[] }

export function pickGroups({ before, around, scope }: SampleScope, manifest: Manifest): PickGroup[] {
  const loops = around.map(({ node, item }, at): PickGroup => {
    const expression = at === 0 ? 'item' : `steps.${node.key}.item`
    const entries = entriesOf(outlineOf({ expression, label: 'Item', sample: item }), node.label)
    const heading =
      manifest.nodes[node.type]?.container === 'repeat' ? `What a pass of ${node.label} begins with` : `Each item of ${node.label}`
    return { heading, nodeType: node.type, note: null, entries }
  })
  const steps = before.map(({ node, output, origin }): PickGroup => {
    const outline = outlineOf({
      expression: `steps.${node.key}`,
      label: 'All of it',
      sample: output,
      schema: manifest.nodes[node.type]?.output,
    })
    return {
      heading: node.label,
      nodeType: node.type,
      note: origin === 'example' ? 'for example' : null,
      entries: entriesOf(outline, node.label),
    }
  })
  const variables: PickGroup = {
    heading: 'Variables',
    nodeType: null,
    note: null,
    entries: Object.entries(scope.vars).flatMap(([name, value]) =>
      entriesOf(outlineOf({ expression: `vars.${name}`, label: name, sample: value }), 'Variables'),
    ),
  }
  return [...loops, ...steps, ...(variables.entries.length > 0 ? [variables] : [])]
}

/** Groups with only what the query finds; every word must occur. */
export function search(groups: readonly PickGroup[], query: string): PickGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return groups
    .map((group) => ({ ...group, entries: group.entries.filter((entry) => words.every((word) => entry.words.includes(word))) }))
    .filter((group) => group.entries.length > 0)
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
    },
    ...field.children.flatMap((child) => flatten(child, depth + 1)),
  ]
  // The whole of a record is rarely what is meant: its fields come first, itself last.
  const fields = root.children.flatMap((child) => flatten(child, 0))
  return root.type === 'list' || fields.length === 0 ? flatten(root, 0) : [...fields, ...flatten({ ...root, children: [] }, 0)]
}
