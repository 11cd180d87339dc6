import { afterAll, beforeEach, expect, it } from 'vitest'
import * as Y from 'yjs'
import { applyEdit } from '@/flow/draft/apply-edit'
import { graphFromDoc } from '@/flow/draft/document'
import { type TestWorkspace, testDatabase } from '../../db/testing'
import { getFlow } from '../flows/get'
import { closeLiveBus } from '../live/bus'
import { draw, emptyFlow } from '../testing'
import { draftGraph } from './graph'
import { openDraft } from './open'
import { pushDraft } from './push'

const database = testDatabase()
afterAll(closeLiveBus)

let workspace: TestWorkspace
let flowId: string

beforeEach(async () => {
  ;({ workspace, flowId } = await emptyFlow(database.owner()))
  await draw({ actor: workspace.builder }, flowId)
})

it('reads what is stored once for all who open a flow, whatever each wants of it', async () => {
  const graph = await draftGraph(viewing(), { flowId })
  await database.owner()`update draft set state = 'no draft' where flow_id = ${flowId}`
  expect(await opened()).toEqual(graph)
  expect(await getFlow(viewing(), { id: flowId })).toMatchObject({ draftChanged: true })
})

it('reads it again once there is one change more', async () => {
  await draftGraph(viewing(), { flowId })
  await opened()
  await rename('Second')
  expect(labelOf(await draftGraph(viewing(), { flowId }))).toBe('Second')
  expect(labelOf(await opened())).toBe('Second')
})

it('hands on what was deleted as it is stored: whoever takes it back in another browser needs it', async () => {
  const before = await contents()
  const doc = await document()
  await push(doc, () => applyEdit(doc, { type: 'node.remove', ids: ['greet'], heal: true }))
  await draftGraph(viewing(), { flowId })
  expect(await contents()).toBeGreaterThanOrEqual(before)
})

it('gives no graph of a draft that is larger than is wanted', async () => {
  expect(await draftGraph(viewing(), { flowId, mostBytes: 10 })).toBeNull()
})

function viewing() {
  return { actor: workspace.viewer }
}

async function document(): Promise<Y.Doc> {
  const doc = new Y.Doc({ gc: false })
  Y.applyUpdate(doc, Buffer.from((await openDraft(viewing(), { flowId })).state, 'base64'))
  return doc
}

async function opened() {
  return graphFromDoc(await document())
}

/** How many entries of the document still say something. */
async function contents(): Promise<number> {
  const { structs } = Y.decodeUpdate(Buffer.from((await openDraft(viewing(), { flowId })).state, 'base64'))
  return structs.filter((struct) => struct instanceof Y.Item && !(struct.content instanceof Y.ContentDeleted)).length
}

async function rename(label: string): Promise<void> {
  const doc = await document()
  await push(doc, () => applyEdit(doc, { type: 'node.rename', id: 'greet', label, key: 'greet' }))
}

async function push(doc: Y.Doc, change: () => void): Promise<void> {
  const before = Y.encodeStateVector(doc)
  change()
  const update = Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64')
  await pushDraft({ actor: workspace.builder }, { flowId, update })
}

function labelOf(graph: Awaited<ReturnType<typeof draftGraph>>): string | undefined {
  return graph?.nodes.find(({ id }) => id === 'greet')?.label
}
