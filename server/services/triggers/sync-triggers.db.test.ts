import { afterAll, expect, it } from 'vitest'
import { emptyGraph, type Graph } from '@/flow/graph/graph'
import { newId } from '../../db/id'
import { testDatabase, testWorkspace } from '../../db/testing'
import { createFlow } from '../flows/create'
import { closeDoorbell } from '../intake/ring'
import { closeLiveBus } from '../live/bus'
import { draw } from '../testing'
import { publishVersion } from '../versions/publish'
import { mailToken } from './mail-token'

const database = testDatabase()
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

function graphOf(type: string, connectionId?: string): Graph {
  const node = { typeVersion: 1, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' } as const
  return {
    ...emptyGraph(),
    nodes: [
      { ...node, id: 'got', key: 'got', type: 'data.set', label: 'Got', params: { fields: [{ name: 'text', value: 'x' }] } },
      { ...node, id: 'start', key: 'start', type, label: 'Mail', params: {}, ...(connectionId ? { connectionId } : {}) },
    ],
    edges: [{ id: 'e', source: 'start', sourcePort: 'out', target: 'got' }],
  }
}

it('keeps a mail address and how far a mailbox was looked at over versions', async () => {
  const sql = database.owner()
  const { builder, id: workspaceId } = await testWorkspace(sql)
  const call = { actor: builder }
  const triggersOf = (flowId: string) => sql`
    select source, token, connection_id as "connectionId", state, watched_by as "watchedBy" from trigger where flow_id = ${flowId}`

  const { id: own } = await createFlow(call, { name: 'Own address' })
  await draw(call, own, graphOf('mail.received'))
  await publishVersion(call, { flowId: own })
  await publishVersion(call, { flowId: own })
  expect(await triggersOf(own)).toEqual([
    { source: 'mail', token: mailToken(own, 'start'), connectionId: null, state: null, watchedBy: null },
  ])

  const connectionId = newId()
  await sql`insert into connection (id, workspace_id, connector, name, sealed, allowed_hosts, created_by)
    values (${connectionId}, ${workspaceId}, 'mail', 'Mailbox', '', '{}', ${newId()})`
  const { id: watching } = await createFlow(call, { name: 'Mailbox' })
  await draw(call, watching, graphOf('mail.mailbox', connectionId))
  await publishVersion(call, { flowId: watching })
  const worker = newId()
  await sql`update trigger set state = '{"lastUid": 7}', watched_by = ${worker} where flow_id = ${watching}`
  await publishVersion(call, { flowId: watching })
  expect(await triggersOf(watching)).toEqual([{ source: 'mailbox', token: null, connectionId, state: { lastUid: 7 }, watchedBy: worker }])

  await draw(call, watching, graphOf('trigger.manual'))
  await publishVersion(call, { flowId: watching })
  expect(await triggersOf(watching)).toEqual([])
})
