import type { Manifest } from '../define/manifest'
import type { Graph, Node } from '../graph/graph'
import { isJsonObject, type Json } from '../json'
import type { Gap } from './gaps'
import { openAccountOf } from './open-accounts'
import { fieldsWith, membersIn, paramOf } from './uses'

/** What was chosen for a gap, by the id that the file has for it. */
export type Answers = ReadonlyMap<string, string>

/**
 * The graph with what was chosen in place of what is not here. What nothing was chosen for is taken out, so that nothing
 * of another workspace is ever named: the checks ask for it then.
 */
export function fillGaps(graph: Graph, gaps: readonly Gap[], answers: Answers, manifest: Manifest): Graph {
  const missing = new Set(gaps.filter(({ kind }) => kind === 'account' || kind === 'flow' || kind === 'person').map(({ id }) => id))
  const now = (id: string) => (missing.has(id) ? answers.get(id) : id)
  const { errorFlowId, ...settings } = graph.settings
  const errorFlow = errorFlowId === undefined ? undefined : now(errorFlowId)
  return {
    ...graph,
    nodes: graph.nodes.map((node) => filled(node, answers.get(openAccountOf(node, manifest) ?? ''), now, manifest)),
    settings: { ...settings, ...(errorFlow !== undefined && { errorFlowId: errorFlow }) },
  }
}

function filled(
  { connectionId, ...node }: Node,
  open: string | undefined,
  now: (id: string) => string | undefined,
  manifest: Manifest,
): Node {
  const account = connectionId === undefined ? open : now(connectionId)
  const params = { ...node.params }
  for (const field of fieldsWith(manifest, node, 'flow')) {
    const called = paramOf(node, field)
    if (typeof called !== 'string' || called === '') continue
    const flow = now(called)
    if (flow === undefined) delete params[field]
    else params[field] = flow
  }
  for (const field of fieldsWith(manifest, node, 'approvers')) {
    const approvers: Json | undefined = paramOf(node, field)
    if (!isJsonObject(approvers) || membersIn(approvers).length === 0) continue
    params[field] = { ...approvers, members: [...new Set(membersIn(approvers).flatMap((id) => now(id) ?? []))] }
  }
  return { ...node, params, ...(account !== undefined && { connectionId: account }) }
}
