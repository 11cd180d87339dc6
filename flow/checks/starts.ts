import type { Node } from '../graph/graph'
import { type Type, UNKNOWN, union } from '../types/type'
import type { Survey } from './survey'

/** Starts that lead to a node. A run begins with one of them, and the others have no data then. */
export function startsIn(survey: Survey, runsBefore: (earlier: string, later: string) => boolean): (node: Node) => readonly Node[] {
  const starts = survey.graph.nodes.filter((node) => !node.disabled && survey.typeOf(node)?.kind === 'trigger')
  const known = new Map<string, readonly Node[]>()
  return (node) => {
    if (starts.length < 2) return starts
    const { id } = outermost(survey, node)
    const found = known.get(id) ?? starts.filter((start) => start.id === id || runsBefore(start.id, id))
    known.set(id, found)
    return found
  }
}

function outermost(survey: Survey, node: Node): Node {
  const seen = new Set<Node>()
  let at = node
  for (let next = survey.nodes.get(at.parentId ?? ''); next && !seen.has(next); next = survey.nodes.get(at.parentId ?? '')) {
    seen.add(next)
    at = next
  }
  return at
}

/** What `trigger` is, whichever of these begins the run. Of what one of them may give besides nothing is said. */
export function typeOfAnyStart(types: readonly Type[]): Type {
  if (types.some(({ kinds }) => kinds === null) || types.length === 0) return UNKNOWN
  const any = types.reduce(union)
  const isKnown = (name: string) => types.every((type) => type.fields.has(name)) || types.some((type) => !mayGive(type, name))
  return {
    ...any,
    fields: new Map([...any.fields].filter(([name]) => isKnown(name))),
    closed: types.every(({ closed }) => closed),
    isLearned: types.every(({ isLearned }) => isLearned),
  }
}

/** Whether a field may be there, for all that is known. */
export function mayGive({ kinds, fields, closed }: Type, name: string): boolean {
  return kinds === null || fields.has(name) || !closed
}
