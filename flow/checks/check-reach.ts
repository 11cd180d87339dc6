import type { Problem } from '../graph/problem'
import { nameOf, type Survey } from './survey'

/** The flow has something that starts it, and every step can come to its turn. */
export function checkReach(survey: Survey): Problem[] {
  const triggers = survey.graph.nodes.filter(
    (node) => !node.disabled && node.parentId === undefined && survey.typeOf(node)?.kind === 'trigger',
  )
  if (triggers.length === 0) {
    return [{ code: 'no-trigger', severity: 'error', message: 'Nothing starts this flow yet.', hint: 'Add a trigger, or switch one on.' }]
  }
  const reached = new Set(triggers.map((node) => node.id))
  for (const id of reached) for (const edge of survey.out.get(id) ?? []) reached.add(edge.target)

  return survey.graph.nodes
    .filter((node) => node.parentId === undefined && !node.disabled && !reached.has(node.id) && survey.typeOf(node)?.kind !== 'trigger')
    .map((node) => ({
      code: 'unreachable',
      severity: 'warning',
      message: `${nameOf(node)} never runs: no trigger leads to it.`,
      hint: 'Draw a line to it, or delete it.',
      nodeId: node.id,
    }))
}
