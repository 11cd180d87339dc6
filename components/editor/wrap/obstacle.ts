import type { Port } from '@/flow/define/define'
import type { Edge, Node } from '@/flow/graph/graph'
import type { GraphState } from '../../draft/graph-store'

export type PortsOf = (node: Node) => readonly Port[]

/**
 * Why these steps cannot go into one container, and what to select, too; undefined when they can. All of a container begins
 * together, and one line leads on when all of it is over: what parted or came together at its border would run when it should not.
 */
export function obstacleIn(chosen: readonly Node[], graph: GraphState, portsOf: PortsOf): string | undefined {
  const lines = [...graph.edges.values()]
  const inside = new Set(chosen.map(({ id }) => id))
  const between = graph.nodes.get(standingBetween(inside, lines) ?? '')
  if (between) return `${between.label} comes between these steps. Select it, too.`
  const [first, second] = notTogether(chosen, inside, lines)
  if (first && second) return `${first.label} and ${second.label} do not begin together. Select what leads to them, too.`
  const parting = chosen.find((node) => partsAtBorder(node, inside, lines, portsOf))
  return parting && `After ${parting.label} the flow goes different ways. Select all of them, too.`
}

/** Not chosen, led to by one that is, and leading to another: around it, a container would go in a circle. */
function standingBetween(inside: ReadonlySet<string>, lines: readonly Edge[]): string | undefined {
  const after = reached([...inside], lines, (id) => !inside.has(id))
  const back = lines.map((line) => ({ ...line, source: line.target, target: line.source }))
  const before = reached([...inside], back, (id) => !inside.has(id))
  return [...after].find((id) => before.has(id))
}

/** Two that lines from outside lead to, and not the same ones to both. */
function notTogether(chosen: readonly Node[], inside: ReadonlySet<string>, lines: readonly Edge[]): readonly Node[] {
  const into = (id: string) =>
    lines
      .filter(({ source, target }) => target === id && !inside.has(source))
      .map(({ source, sourcePort }) => `${source} ${sourcePort}`)
      .sort()
      .join()
  const [first, ...others] = chosen.filter(({ id }) => into(id) !== '')
  const other = first && others.find(({ id }) => into(id) !== into(first.id))
  return other ? [first, other] : []
}

/** It has several ways out, and what comes after the steps does not follow on each of them. */
function partsAtBorder(node: Node, inside: ReadonlySet<string>, lines: readonly Edge[], portsOf: PortsOf): boolean {
  const ports = portsOf(node)
  if (ports.length < 2) return false
  const after = (port: string) => {
    const own = lines.filter(({ source, sourcePort }) => source === node.id && sourcePort === port).map(({ target }) => target)
    const within = own.filter((id) => inside.has(id))
    const found = reached(within, lines, () => true, inside)
    return new Set([...own, ...found].filter((id) => !inside.has(id)))
  }
  const [first, ...others] = ports.map(({ id }) => [...after(id)].sort().join())
  return others.some((each) => each !== first)
}

/** What can be come to from some, over what may be passed; from others only `through` these. */
function reached(
  from: readonly string[],
  lines: readonly { source: string; target: string }[],
  counts: (id: string) => boolean,
  through?: ReadonlySet<string>,
): Set<string> {
  const next = new Map<string, string[]>()
  for (const { source, target } of lines) next.set(source, [...(next.get(source) ?? []), target])
  const found = new Set(from.flatMap((id) => next.get(id) ?? []).filter(counts))
  for (const id of found) {
    if (through && !through.has(id)) continue
    for (const target of next.get(id) ?? []) if (counts(target)) found.add(target)
  }
  return found
}
