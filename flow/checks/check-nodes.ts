import type { Node } from '../graph/graph'
import type { Problem } from '../graph/problem'
import { nameOf, type Survey } from './survey'

/** What is wrong with a node by itself: its key, its type, where it stands. */
export function checkNodes(survey: Survey): Problem[] {
  const owners = new Map<string, Node>()
  return survey.graph.nodes.flatMap((node) => [...checkKey(node, owners), ...checkType(survey, node), ...checkParent(survey, node)])
}

/** Two people may have taken the same key at once: the one that comes second is the one to rename. */
function checkKey(node: Node, owners: Map<string, Node>): Problem[] {
  const owner = owners.get(node.key)
  if (!owner) {
    owners.set(node.key, node)
    return []
  }
  return [
    {
      code: 'duplicate-key',
      severity: 'error',
      message: `${nameOf(node)} and ${nameOf(owner)} have the same key ${node.key}, so mappings can't tell them apart.`,
      hint: 'Give one of them another key.',
      nodeId: node.id,
    },
  ]
}

function checkType(survey: Survey, node: Node): Problem[] {
  const type = survey.typeOf(node)
  const unknown = (message: string, hint: string): Problem[] => [
    { code: 'unknown-type', severity: 'error', message, hint, nodeId: node.id },
  ]
  if (!type) return unknown(`There is no step of the type ${node.type} here.`, 'Replace it, or ask for its connector to be installed.')
  if (node.typeVersion <= type.version) return []
  return unknown(`${nameOf(node)} was made with a newer version of ${type.title}.`, 'Replace it, or update its connector.')
}

function checkParent(survey: Survey, node: Node): Problem[] {
  const misplaced = (message: string, hint: string): Problem[] => [
    { code: 'foreign-parent', severity: 'error', message, hint, nodeId: node.id },
  ]
  const parent = survey.nodes.get(node.parentId ?? '')
  const isEntry = survey.typeOf(node)?.kind === 'entry'
  if (isEntry && (!parent || survey.typeOf(parent)?.container !== 'scope'))
    return misplaced(`${nameOf(node)} only has a meaning inside Try.`, 'Move it into one, or delete it.')
  if (node.parentId === undefined) return []
  if (!parent) return misplaced(`${nameOf(node)} stands in a loop that is gone.`, 'Move it out, or delete it.')
  const kind = survey.typeOf(parent)?.kind
  if (kind && kind !== 'container') return misplaced(`${nameOf(parent)} can't hold other steps.`, `Move ${nameOf(node)} out of it.`)
  if (isInItself(survey, node)) return misplaced(`${nameOf(node)} stands inside itself.`, 'Move it out.')
  if (survey.typeOf(node)?.kind === 'trigger')
    return misplaced(`${nameOf(node)} starts the flow, so it can't stand in a loop.`, 'Move it out.')
  return []
}

function isInItself(survey: Survey, node: Node): boolean {
  const around = new Set<string>()
  for (let next: Node | undefined = node; next?.parentId !== undefined; next = survey.nodes.get(next.parentId)) {
    if (around.has(next.parentId)) return around.has(node.id)
    around.add(next.parentId)
  }
  return around.has(node.id)
}
