import { afterAll, expect, it } from 'vitest'
import { emptyGraph, type Graph } from '@/flow/graph/graph'
import { inWorkspace } from '../../db/tenancy'
import { testDatabase, testWorkspace } from '../../db/testing'
import { record } from '../../governance/audit'
import { createFlow } from '../flows/create'
import { getFlow } from '../flows/get'
import { closeDoorbell } from '../intake/ring'
import { closeLiveBus } from '../live/bus'
import { testRun } from '../runs/test'
import { draw } from '../testing'
import { publishVersion } from './publish'

const database = testDatabase()
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

function graphOf(value: string): Graph {
  const node = { typeVersion: 1, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' } as const
  return {
    ...emptyGraph(),
    nodes: [
      { ...node, id: 'got', key: 'got', type: 'data.set', label: value, params: { fields: [{ name: 'text', value }] } },
      { ...node, id: 'start', key: 'start', type: 'trigger.manual', label: 'Start', params: {} },
    ],
    edges: [{ id: 'e', source: 'start', sourcePort: 'out', target: 'got' }],
  }
}

it.each([
  ['a letter of nothing', 'a\0b', 'a\ufffdb'],
  ['half a character', '\ud83d', '\ufffd'],
])('%s keeps no draft from being tested and published, and nothing from the audit', async (_, odd, shown) => {
  const sql = database.owner()
  const { id: workspaceId, builder } = await testWorkspace(sql)
  const call = { actor: builder }
  const { id } = await createFlow(call, { name: `A flow ${odd === 'a\0b' ? '' : odd}` })
  await draw(call, id, graphOf(odd))
  await testRun(call, { flowId: id })
  const { id: versionId } = await publishVersion(call, { flowId: id })
  const [version] = await sql`select graph #>> '{nodes,0,label}' as label from version where id = ${versionId}`
  expect(version).toEqual({ label: shown })
  expect(await getFlow(call, { id })).toMatchObject({ draftChanged: false })
  const words = { text: odd }
  await inWorkspace(workspaceId, (tx) => record(tx, builder, 'flow.renamed', { type: 'flow', id }, words))
  const [kept] = await sql`select detail from audit_event where workspace_id = ${workspaceId} and action = 'flow.renamed'`
  expect(kept).toEqual({ detail: { text: shown } })
})
