import type { Graph, Node } from '@/flow/graph/graph'

export type Change = { kind: 'added' | 'removed' | 'changed'; label: string; nodeId: string; what: string }

/** What differs for the flow as it runs. Where a card stands does not count. */
export function changesBetween(before: Graph, after: Graph): Change[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]))
  const now = new Map(after.nodes.map((node) => [node.id, node]))
  const rewired = rewiredNodes(before, after)
  const changes: Change[] = []
  for (const node of after.nodes) {
    const was = old.get(node.id)
    if (!was) changes.push({ kind: 'added', label: node.label, nodeId: node.id, what: '' })
    else {
      const what = [...differences(was, node), ...(rewired.has(node.id) ? ['lines'] : [])]
      if (what.length > 0) changes.push({ kind: 'changed', label: node.label, nodeId: node.id, what: what.join(', ') })
    }
  }
  for (const node of before.nodes) if (!now.has(node.id)) changes.push({ kind: 'removed', label: node.label, nodeId: node.id, what: '' })
  return changes
}

const NAMES: Partial<Record<keyof Node, string>> = {
  label: 'name',
  key: 'name',
  type: 'kind',
  typeVersion: 'version of the step',
  params: 'settings',
  connectionId: 'connection',
  parentId: 'place in a loop',
  disabled: 'on or off',
  retry: 'retries',
  timeoutMs: 'time limit',
  onError: 'what happens if it fails',
}

function differences(before: Node, after: Node): string[] {
  const fields = Object.keys(NAMES) as (keyof Node)[] // NAMES has no other keys
  const found = fields.filter((field) => canonical(before[field]) !== canonical(after[field])).flatMap((field) => NAMES[field] ?? [])
  return [...new Set(found)]
}

/** Nodes that another line leads out of. */
function rewiredNodes(before: Graph, after: Graph): Set<string> {
  const lines = (graph: Graph) =>
    new Map(graph.edges.map(({ source, sourcePort, target }) => [`${source} ${sourcePort} ${target}`, source]))
  const [old, now] = [lines(before), lines(after)]
  const rewired = new Set<string>()
  for (const [line, source] of old) if (!now.has(line)) rewired.add(source)
  for (const [line, source] of now) if (!old.has(line)) rewired.add(source)
  return rewired
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}
