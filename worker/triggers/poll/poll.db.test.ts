import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { listFlows } from '@/server/services/flows/list'
import { openDocuments } from '../../capabilities/documents/documents'
import { egressRules } from '../../capabilities/http/address'
import { openHttp } from '../../capabilities/http/http'
import { openMail } from '../../capabilities/mail/mail'
import { openIsolates } from '../../sandbox/isolates'
import { testWorld } from '../../testing/world'
import { lookOnce, type PollParts } from './look'
import { claimPolls } from './polled-trigger'

const world = testWorld()
const closing: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()))
})

/** A list that a service shows, and how it answers. */
async function service(list: Json[] = []) {
  const shown = { list, status: 200, headers: {} as Record<string, string>, looks: 0, before: async () => {} }
  const server = createServer(async (_, response) => {
    shown.looks++
    await shown.before()
    response.writeHead(shown.status, { 'content-type': 'application/json', ...shown.headers })
    response.end(JSON.stringify({ orders: shown.list }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return Object.assign(shown, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }) // listening on TCP
}

function partsOf(workerId = newId()): PollParts {
  const rules = egressRules(['127.0.0.0/8'], [])
  const [http, documents, isolates] = [openHttp(rules), openDocuments(), openIsolates()]
  closing.push(() => Promise.all([http.close(), documents.close(), isolates.close()]))
  const equipment = { http, mail: openMail(rules, { url: undefined, from: 'KAOS <kaos@localhost>' }), documents, isolates, model: null }
  return { sql: world.sql(), workerId, equipment, now: Date.now }
}

async function watching(url: string, config: JsonObject = {}) {
  const params = { url, path: 'orders', id: 'id', ...config }
  const flow = await world.flow('t → a', { t: { type: 'http.watch', params }, a: { type: 'data.set', params: {} } })
  const id = newId()
  await world.sql()`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, config, enabled, next_at)
    values (${id}, ${flow.workspaceId}, ${flow.flowId}, ${flow.versionId}, 't', 'poll', ${world.sql().json(params)}, true, now())`
  const row = async () => {
    const [trigger] = await world.sql()<
      { state: Json; look: JsonObject; inSeconds: number; watchedBy: string | null }[]
    >`select state, look, extract(epoch from next_at - now())::float as "inSeconds", watched_by as "watchedBy" from trigger where id = ${id}`
    if (!trigger) throw new Error('the trigger is gone')
    return trigger
  }
  const started = async () => {
    const rows = await world.sql()<{ item: Json }[]>`select input->'item' as item from run where flow_id = ${flow.flowId} order by id`
    return rows.map(({ item }) => item)
  }
  return { id, ...flow, row, started }
}

/** As if its time had come again. */
const due = (id: string) => world.sql()`update trigger set next_at = now(), watched_until = null where id = ${id}`

async function look(parts: PollParts, id: string): Promise<void> {
  await due(id)
  const mine = (await claimPolls(parts.sql, parts.workerId, 50)).find((each) => each.id === id)
  if (!mine) throw new Error('the trigger was not to be had')
  await lookOnce(parts, mine, new AbortController().signal)
}

const order = (id: number) => ({ id, total: id * 10 })

describe('a trigger that looks', () => {
  it('leaves alone what is there first, and starts a run with each new entry, once', async () => {
    const shop = await service([order(1), order(2)])
    const { id, started, row } = await watching(shop.url)
    const parts = partsOf()
    await look(parts, id)
    expect(await started()).toEqual([])
    expect(await row()).toMatchObject({ look: { found: 0, failures: 0 }, watchedBy: null })
    expect((await row()).inSeconds).toBeGreaterThan(890)

    shop.list = [order(3), order(2), order(1), order(4)]
    await look(parts, id)
    await look(parts, id)
    expect(await started()).toEqual([order(3), order(4)])
    shop.list = [order(5)]
    await look(parts, id)
    shop.list = [order(1), order(3), order(5)]
    await look(parts, id)
    expect(await started()).toEqual([order(3), order(4), order(5)])
    expect(await row()).toMatchObject({ look: { found: 0, failures: 0 } })
  })

  it('starts with what is there, where that is wished for, a batch at a time', async () => {
    const shop = await service(Array.from({ length: 250 }, (_, at) => order(at)))
    const { id, started, row } = await watching(shop.url, { first: 'take' })
    const parts = partsOf()
    await look(parts, id)
    expect(await started()).toHaveLength(100)
    expect((await row()).inSeconds).toBeLessThanOrEqual(0)
    await look(parts, id)
    await look(parts, id)
    expect(await started()).toHaveLength(250)
    expect((await row()).inSeconds).toBeGreaterThan(800)
  })

  it('is looked at by one worker at a time, and taken over when that one is gone', async () => {
    const shop = await service([])
    const { id } = await watching(shop.url)
    const [one, two] = [partsOf(), partsOf()]
    await due(id)
    const claims = await Promise.all([one, two, one, two].map(({ sql, workerId }) => claimPolls(sql, workerId, 50)))
    expect(claims.flat().filter((each) => each.id === id)).toHaveLength(1)
    expect((await claimPolls(two.sql, two.workerId, 50)).filter((each) => each.id === id)).toEqual([])
    await world.sql()`update trigger set watched_until = now() - interval '1 second' where id = ${id}`
    expect((await claimPolls(two.sql, two.workerId, 50)).filter((each) => each.id === id)).toHaveLength(1)
  })

  it('starts nothing from a look whose trigger has become another’s meanwhile', async () => {
    const shop = await service([])
    const { id, started, row } = await watching(shop.url)
    const [slow, quick] = [partsOf(), partsOf()]
    await look(quick, id)
    shop.list = [order(1)]
    await due(id)
    const mine = (await claimPolls(slow.sql, slow.workerId, 50)).find((each) => each.id === id)
    if (!mine) throw new Error('the trigger was not to be had')
    shop.before = async () => {
      shop.before = async () => {}
      await look(quick, id)
    }
    await lookOnce(slow, mine, new AbortController().signal)
    expect(await started()).toEqual([order(1)])
    expect(await row()).toMatchObject({ look: { found: 1 } })
  })

  it('remembers and starts together or not at all', async () => {
    const shop = await service([])
    const { id, started, row, flowId } = await watching(shop.url)
    const parts = partsOf()
    await look(parts, id)
    const before = (await row()).state
    shop.list = [order(1)]
    await world.sql()`alter table run add constraint broken check (flow_id <> ${world.sql().unsafe(`'${flowId}'`)}) not valid`
    await look(parts, id)
    expect(await started()).toEqual([])
    expect((await row()).state).toEqual(before)
    expect((await row()).look).toMatchObject({ failures: 1 })
    await world.sql()`alter table run drop constraint broken`
    await look(parts, id)
    expect(await started()).toEqual([order(1)])
  })

  it('says what is wrong, and looks less and less often until it works again', async () => {
    const shop = await service([])
    const { id, row, started, workspace } = await watching(shop.url)
    const parts = partsOf()
    const saidInList = async () => (await listFlows({ actor: workspace.viewer }, {})).items.map(({ lookProblem }) => lookProblem)
    await look(parts, id)
    expect(await saidInList()).toEqual([null])
    shop.status = 500
    const pauses: number[] = []
    for (let at = 0; at < 9; at++) {
      await look(parts, id)
      pauses.push(Math.round((await row()).inSeconds / 10) * 10)
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600])
    expect(await row()).toMatchObject({ look: { failures: 9, problem: expect.stringContaining('500') } })
    expect(await saidInList()).toEqual([expect.stringContaining('500')])
    shop.status = 429
    for (const seconds of [1_200, 7_200]) {
      shop.headers = { 'retry-after': String(seconds) }
      await world.sql()`update trigger set look = null where id = ${id}`
      await look(parts, id)
      expect(Math.round((await row()).inSeconds / 10) * 10).toBe(seconds)
    }
    Object.assign(shop, { status: 200, headers: {}, list: [order(1)] })
    await look(parts, id)
    expect(await started()).toEqual([order(1)])
    expect((await row()).look).toEqual({ at: expect.any(String), found: 1, failures: 0 })
    expect(await saidInList()).toEqual([null])
  })

  it('begins anew when it is to look at something else', async () => {
    const shop = await service([order(1)])
    const { id, started } = await watching(shop.url)
    const parts = partsOf()
    await look(parts, id)
    await world.sql()`update trigger set config = ${world.sql().json({ url: `${shop.url}/other`, path: 'orders', id: 'id' })} where id = ${id}`
    shop.list = [order(1), order(2)]
    await look(parts, id)
    expect(await started()).toEqual([])
    await world.sql()`update trigger set config = config::jsonb || '{"minutes": 60}' where id = ${id}`
    shop.list = [order(3)]
    await look(parts, id)
    expect(await started()).toEqual([order(3)])
  })

  it('starts with a change that it saw before it looked at something else for a while', async () => {
    const shop = await service([order(1)])
    const { id, started } = await watching(shop.url, { watch: 'change' })
    const parts = partsOf()
    const lookAt = async (path: string, list: Json[]) => {
      await world.sql()`update trigger set config = config::jsonb || ${world.sql().json({ path })} where id = ${id}`
      shop.list = list
      await look(parts, id)
    }
    await lookAt('orders', [order(1)])
    await lookAt('orders', [order(2)])
    await lookAt('', [order(2)])
    await lookAt('orders', [order(1)])
    await lookAt('orders', [order(2)])
    expect(await started()).toEqual([[order(2)], [order(2)]])
  })
})

it('gives each workspace its turn', async () => {
  const shop = await service([])
  const crowded = await watching(shop.url)
  const other = await watching(shop.url)
  await world.sql()`update trigger set next_at = null where id not in (${crowded.id}, ${other.id})`
  await world.sql()`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, config, enabled, next_at)
    select gen_random_uuid(), workspace_id, flow_id, version_id, 'n' || n, source, config, true, now() - interval '1 hour'
    from trigger, generate_series(1, 50) n where id = ${crowded.id}`
  await due(other.id)
  const claimed = await claimPolls(world.sql(), newId(), 4)
  expect(claimed.map(({ id }) => id)).toContain(other.id)
  expect(claimed).toHaveLength(4)
})
