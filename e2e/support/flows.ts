import type { Page } from '@playwright/test'
import * as Y from 'yjs'
import { docFromGraph } from '../../flow/draft/document'
import { emptyGraph, type GraphSettings, type Node } from '../../flow/graph/graph'
import { callApi } from './api'

/** `leaves`: the port its line leaves by. */
export type Drawn = Pick<Node, 'type' | 'label'> & Partial<Node> & { leaves?: string }

/** A flow whose steps stand in a row and follow each other; what is in a loop follows nothing. Gives the id of the flow. */
export async function flowInARow(
  page: Page,
  workspace: string,
  name: string,
  steps: readonly Drawn[],
  settings: Partial<GraphSettings> = {},
): Promise<string> {
  const nodes = steps.map(({ leaves: _, ...step }, at): Node => {
    const id = `step${at}`
    return { id, key: id, typeVersion: 1, params: {}, position: { x: at * 300, y: 0 }, disabled: false, onError: 'fail', ...step }
  })
  const edges = nodes
    .slice(1)
    .map((node, at) => ({ id: `edge${at}`, source: `step${at}`, sourcePort: steps[at]?.leaves ?? 'out', target: node.id }))
    .filter((_, at) => nodes[at + 1]?.parentId === undefined)
  const empty = emptyGraph()
  const doc = docFromGraph({ ...empty, nodes, edges, settings: { ...empty.settings, ...settings } })
  const { id } = await callApi<{ id: string }>(page, workspace, 'flows.create', { name })
  const update = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
  await callApi(page, workspace, 'drafts.push', { flowId: id, update })
  return id
}
