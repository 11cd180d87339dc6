import type { Sql } from 'postgres'
import * as Y from 'yjs'
import { applyEdit } from '@/flow/draft/apply-edit'
import { emptyGraph, type Graph } from '@/flow/graph/graph'
import { type TestWorkspace, testWorkspace } from '../db/testing'
import type { Call } from './call'
import { openDraft } from './drafts/open'
import { pushDraft } from './drafts/push'
import { createFlow } from './flows/create'

/** A start by hand and one step after it: the smallest flow that can be published and run. */
export function smallGraph(value = 'hello'): Graph {
  const node = { typeVersion: 1, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' } as const
  return {
    ...emptyGraph(),
    nodes: [
      { ...node, id: 'greet', key: 'greet', type: 'data.set', label: 'Greet', params: { fields: [{ name: 'text', value }] } },
      { ...node, id: 'start', key: 'start', type: 'trigger.manual', label: 'Start', params: {} },
    ],
    edges: [{ id: 'start-greet', source: 'start', sourcePort: 'out', target: 'greet' }],
  }
}

/** An empty flow in a workspace of its own. */
export async function emptyFlow(sql: Sql): Promise<{ workspace: TestWorkspace; flowId: string }> {
  const workspace = await testWorkspace(sql)
  const { id: flowId } = await createFlow({ actor: workspace.builder }, { name: 'Flow' })
  return { workspace, flowId }
}

/** Writes the graph into the draft the way a browser does. */
export async function draw(call: Call, flowId: string, graph: Graph = smallGraph()): Promise<number> {
  const { state } = await openDraft(call, { flowId })
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Buffer.from(state, 'base64'))
  const before = Y.encodeStateVector(doc)
  applyEdit(doc, { type: 'graph.replace', graph })
  const { seq } = await pushDraft(call, { flowId, update: Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64') })
  return seq
}
