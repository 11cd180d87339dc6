import type { Node } from '../graph/graph'
import type { Survey } from './survey'

/** Nodes in the order of the lines; without those in a circle, and behind one. */
export function inOrder(survey: Survey): Node[] {
  const open = new Map(survey.graph.nodes.map(({ id }) => [id, survey.in.get(id)?.length ?? 0]))
  const ready = survey.graph.nodes.filter(({ id }) => open.get(id) === 0)
  for (const { id } of ready) {
    for (const { target } of survey.out.get(id) ?? []) {
      const left = (open.get(target) ?? 0) - 1
      open.set(target, left)
      const next = survey.nodes.get(target)
      if (left === 0 && next) ready.push(next)
    }
  }
  return ready
}
