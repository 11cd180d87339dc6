import type { Plan, PlanNode } from '../engine/plan'

/**
 * The order in which steps come in the flow: what leads to another stands before it, the first item before the second, and what
 * is in a container before the container. Nodes that only the first plan has come where they stand there.
 */
export function inOrderOf(before: Plan, after: Plan): (a: { step: string }, b: { step: string }) => number {
  const ranks = new Map([...ranksOf(before), ...ranksOf(after)])
  const split = new Map<string, [number, number][]>()
  const partsOf = (step: string) => {
    const known = split.get(step)
    if (known) return known
    const parts = step.split('/').map((part): [number, number] => {
      const [id = '', index] = part.split(':')
      return [ranks.get(id) ?? Number.POSITIVE_INFINITY, index === undefined ? -1 : Number(index)]
    })
    split.set(step, parts)
    return parts
  }
  return (a, b) => {
    const [left, right] = [partsOf(a.step), partsOf(b.step)]
    for (const [at, [rank, index]] of left.entries()) {
      const [otherRank, otherIndex] = right[at] ?? [rank, index]
      if (rank !== otherRank) return rank - otherRank
      // -1: the container itself, which is over when all that is in it is.
      if (index !== otherIndex) return index === -1 ? 1 : otherIndex === -1 ? -1 : index - otherIndex
    }
    return left.length - right.length
  }
}

/** How far each node is from the start of its body, by the longest way; those as far stand as they are drawn. */
function ranksOf({ nodes }: Plan): Map<string, number> {
  const depths = new Map<string, number>()
  const open = new Map([...nodes.values()].map((node) => [node, node.in.length]))
  const ready: PlanNode[] = [...open].flatMap(([node, left]) => (left === 0 ? node : []))
  for (const node of ready) {
    depths.set(node.id, Math.max(0, ...node.in.map(({ source }) => (depths.get(source.id) ?? 0) + 1)))
    for (const { target } of node.out) {
      const left = (open.get(target) ?? 1) - 1
      open.set(target, left)
      if (left === 0) ready.push(target)
    }
  }
  const inARow = [...nodes.keys()].sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0))
  return new Map(inARow.map((id, at) => [id, (depths.get(id) ?? 0) + at / (inARow.length + 1)]))
}
