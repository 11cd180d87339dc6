import { afterAll, expect, it, vi } from 'vitest'
import { emptyGraph, type Graph } from '@/flow/graph/graph'
import { newId } from '../../db/id'
import { testDatabase, testWorkspace } from '../../db/testing'
import { createFlow } from '../flows/create'
import { setFlowEnabled } from '../flows/set-enabled'
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

it('still owes what is due when a flow that is switched on is switched on again', async () => {
  const sql = database.owner()
  const { builder } = await testWorkspace(sql)
  const { id } = await createFlow({ actor: builder }, { name: 'Mondays' })
  await draw({ actor: builder }, id, graphOf('trigger.schedule'))
  await publishVersion({ actor: builder }, { flowId: id })
  const due = new Date(Date.now() - 60_000)
  await sql`update trigger set next_at = ${due} where flow_id = ${id}`
  await setFlowEnabled({ actor: builder }, { id, enabled: true })
  expect(await sql`select next_at from trigger where flow_id = ${id}`).toEqual([{ next_at: due }])
  await setFlowEnabled({ actor: builder }, { id, enabled: false })
  await setFlowEnabled({ actor: builder }, { id, enabled: true })
  expect(await sql`select from trigger where flow_id = ${id} and next_at > now()`).toHaveLength(1)
})

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

it('still owes what was due when a version is published, and takes the time of the database', async () => {
  const sql = database.owner()
  const { builder } = await testWorkspace(sql)
  const call = { actor: builder }
  const { id: flowId } = await createFlow(call, { name: 'Nightly' })
  await draw(call, flowId, graphOf('trigger.schedule'))
  await publishVersion(call, { flowId })
  const nextAt = async () => {
    const [row] = await sql<
      { at: Date; ahead: boolean }[]
    >`select next_at as at, next_at > now() as ahead from trigger where flow_id = ${flowId}`
    return row
  }
  expect(await nextAt()).toMatchObject({ ahead: true })
  await sql`update trigger set next_at = now() - interval '1 second' where flow_id = ${flowId}`
  const owed = await nextAt()
  await publishVersion(call, { flowId })
  expect(await nextAt()).toEqual(owed)
  // Switched off and on again, it makes up for nothing.
  await setFlowEnabled(call, { id: flowId, enabled: false })
  await setFlowEnabled(call, { id: flowId, enabled: true })
  expect(await nextAt()).toMatchObject({ ahead: true })
})

it('has a trigger that looks look at once, and keeps what it knows over versions', async () => {
  const sql = database.owner()
  const { builder } = await testWorkspace(sql)
  const call = { actor: builder }
  const { id: flowId } = await createFlow(call, { name: 'Orders' })
  const graph = graphOf('http.watch')
  await draw(call, flowId, {
    ...graph,
    nodes: graph.nodes.map((node) => (node.id === 'start' ? { ...node, params: { url: 'https://x.test' } } : node)),
  })
  await publishVersion(call, { flowId })
  await sql`update trigger set state = '{"about":"x","state":1}', next_at = now() + interval '1 hour', watched_until = now() + interval '1 hour'
    where flow_id = ${flowId}`
  await publishVersion(call, { flowId })
  const [row] = await sql`select state, next_at <= now() as due, watched_until as until from trigger where flow_id = ${flowId}`
  expect(row).toEqual({ state: { about: 'x', state: 1 }, due: true, until: null })
})

it.each([
  ['switched off', 'enabled = false'],
  ['deleted', 'deleted_at = now()'],
])('starts nothing of a flow that is %s while it is published', async (_, change) => {
  const sql = database.owner()
  const call = { actor: (await testWorkspace(sql)).builder }
  const { id } = await createFlow(call, { name: 'Address' })
  await draw(call, id, graphOf('mail.received'))
  await publishVersion(call, { flowId: id })
  const publishing = await sql.begin(async (other) => {
    await other`update flow set ${other.unsafe(change)} where id = ${id}`
    await other`update trigger set enabled = false where flow_id = ${id}`
    const publishing = Promise.allSettled([publishVersion(call, { flowId: id })])
    const waits = () => sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await vi.waitFor(async () => expect(await waits()).toHaveLength(1), { timeout: 20_000 })
    return { publishing } // a promise by itself would be waited for
  })
  await publishing.publishing
  expect(await sql`select enabled from trigger where flow_id = ${id}`).toEqual([{ enabled: false }])
})
