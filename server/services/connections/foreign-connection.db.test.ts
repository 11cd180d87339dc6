import { afterAll, beforeEach, expect, it } from 'vitest'
import { newId } from '../../db/id'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { createFlow } from '../flows/create'
import { closeDoorbell } from '../intake/ring'
import { closeLiveBus } from '../live/bus'
import { testRun } from '../runs/test'
import { draw, smallGraph } from '../testing'
import { publishVersion } from '../versions/publish'

const database = testDatabase()
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

let workspace: TestWorkspace
let call: { actor: TestWorkspace['builder'] }
let flowId: string

beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  call = { actor: workspace.builder }
  flowId = (await createFlow(call, { name: 'Flow' })).id
})

it('a flow with a connection of another workspace is neither published nor tested', async () => {
  const other = await testWorkspace(database.owner(), 'Other')
  await drawWith(await connectionOf(other))
  const refusal = { code: 'invalid', problems: [{ code: 'foreign-connection', nodeId: 'greet', field: 'connectionId' }] }
  await expect(publishVersion(call, { flowId })).rejects.toMatchObject(refusal)
  await expect(testRun(call, { flowId })).rejects.toMatchObject(refusal)
  await expect(testRun(call, { flowId, untilNodeId: 'greet' })).rejects.toMatchObject(refusal)
  expect(await database.owner()`select from version where flow_id = ${flowId}`).toHaveLength(0)
})

it('a flow with a connection of its own workspace is published and tested', async () => {
  await drawWith(await connectionOf(workspace))
  await expect(publishVersion(call, { flowId })).resolves.toMatchObject({ number: 1 })
  await expect(testRun(call, { flowId })).resolves.toMatchObject({ runId: expect.any(String) })
})

async function drawWith(connectionId: string): Promise<void> {
  const graph = smallGraph()
  await draw(call, flowId, { ...graph, nodes: graph.nodes.map((node) => (node.id === 'greet' ? { ...node, connectionId } : node)) })
}

async function connectionOf({ id: workspaceId, builder }: TestWorkspace): Promise<string> {
  const id = newId()
  await database.owner()`insert into connection (id, workspace_id, connector, name, sealed, allowed_hosts, created_by)
    values (${id}, ${workspaceId}, 'http', 'Shop', ${Buffer.from('sealed')}, '{}', ${builder.userId})`
  return id
}
