import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { answerCallback } from '@/server/services/callbacks/answer'
import { sealCredentials } from '@/server/services/connections/open'
import { cancelRun } from '@/server/services/runs/cancel'
import { type RunningWorker, startWorker } from './start'
import { ended, testWorld, waiting } from './testing/world'

const world = testWorld()
let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.stop())

const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const link = (params: JsonObject = {}) => ({ type: 'flow.callback-link', params })
const awaiting = (params: JsonObject = {}) => ({ type: 'flow.wait-for-callback', params: { link: '{{ steps.link.url }}', ...params } })
const soon = { mode: 'for', amount: 1, unit: 'hours' }

async function linkOf(runId: string): Promise<string> {
  const made = await outputOf(runId, 'link')
  return made?.type === 'step.completed' && isJsonObject(made.output) ? String(made.output.url) : ''
}

/** As the gateway hands it on. */
function post(address: string, body: Json, { method = 'POST', headers = {} }: { method?: string; headers?: Record<string, string> } = {}) {
  const call = {
    token: address.slice('http://localhost:3000/callbacks/wait/'.length),
    method,
    query: { from: 'test' },
    bytes: Buffer.from(JSON.stringify(body)),
    valuesOf: (name: string) => [headers[name] ?? []].flat(),
    read: async () => ({ ok: true, body }) as const,
  }
  return answerCallback(call, { look: async () => null, spend: async () => {} })
}

const outputOf = async (runId: string, step: string) =>
  (await world.events(runId)).find((event) => event.type === 'step.completed' && event.step === step)

describe('a callback link', () => {
  it('is answered while a step waits for it, and the answer is what the step gives', async () => {
    const { start } = await world.flow('t → link → w -received→ done', {
      link: link(),
      w: awaiting(),
      done: set('{{ steps.w.body.state }}'),
    })
    const id = await start()
    await world.until(id, waiting)
    expect(await post(await linkOf(id), { state: 'done' })).toEqual({ status: 200, headers: {}, body: { received: true } })
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(await outputOf(id, 'w')).toMatchObject({
      port: 'received',
      output: { received: true, body: { state: 'done' }, query: { from: 'test' } },
    })
    expect(await outputOf(id, 'done')).toMatchObject({ output: { v: 'done' } })
  })

  it('is kept when it comes before anybody waits', async () => {
    const { start } = await world.flow('t → link → pause → w', { link: link(), pause: { type: 'flow.wait', params: soon }, w: awaiting() })
    const id = await start()
    await world.until(id, waiting)
    expect((await post(await linkOf(id), { early: true })).status).toBe(200)
    await world.until(id, ({ epoch, status }) => epoch === 2 && status === 'waiting')
    await world.sql()`update wait set wake_at = now() where run_id = ${id} and kind = 'timer'`
    await world.until(id, ended)
    expect(await outputOf(id, 'w')).toMatchObject({ port: 'received', output: { body: { early: true } } })
  })

  it('is answered once under many calls at the same moment', async () => {
    const { start } = await world.flow('t → link → w', { link: link(), w: awaiting() })
    const id = await start()
    await world.until(id, waiting)
    const address = await linkOf(id)
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => post(address, { n })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(39)
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  })

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'])('is not answered by %s', async (method) => {
    const { start } = await world.flow('t → link → w', { link: link(), w: awaiting() })
    const id = await start()
    await world.until(id, waiting)
    expect(await post(await linkOf(id), {}, { method })).toMatchObject({ status: 405, headers: { allow: 'POST' } })
    expect(await world.run(id)).toMatchObject({ status: 'waiting' })
  })

  it('takes the way “too late” when its time is up, and can be waited for again', async () => {
    const { start } = await world.flow('t → link → w, w -late→ again', {
      link: link(),
      w: awaiting({ deadline: 'after', amount: 1, unit: 'hours' }),
      again: awaiting(),
    })
    const id = await start()
    await world.until(id, waiting)
    await world.sql()`update wait set wake_at = now() where run_id = ${id}`
    await world.until(id, ({ epoch, status }) => epoch === 2 && status === 'waiting')
    expect(await outputOf(id, 'w')).toMatchObject({ port: 'late', output: { received: false } })
    expect((await post(await linkOf(id), 'late but not lost')).status).toBe(200)
    await world.until(id, ended)
    expect(await outputOf(id, 'again')).toMatchObject({ port: 'received', output: { body: 'late but not lost' } })
  })

  it('is of no use once the run is over', async () => {
    const { start, workspace } = await world.flow('t → link → w', { link: link(), w: awaiting() })
    const id = await start()
    await world.until(id, waiting)
    await cancelRun({ actor: workspace.owner }, { id })
    await world.until(id, ended)
    expect((await post(await linkOf(id), {})).status).toBe(410)
  })

  it('gives one answer to all that is wrong, and takes nothing', async () => {
    const { start } = await world.flow('t → link → w', { link: link(), w: awaiting() })
    const id = await start()
    await world.until(id, waiting)
    const right = await linkOf(id)
    const other = await world.flow('t → link → w', { link: link(), w: awaiting() })
    const otherId = await other.start()
    await world.until(otherId, waiting)
    const foreign = await linkOf(otherId)
    const token = right.slice(right.lastIndexOf('/') + 1)
    const wrong = [
      `${right}A`,
      right.slice(0, -1),
      `${right.slice(0, -8)}AAAAAAAA`,
      // The place of one link with the seal of another.
      right.replace(token, `${token.slice(0, 40)}${foreign.slice(-35)}`),
      right.replace(token, '..%2f..%2fetc'),
      right.replace(token, ''),
    ]
    for (const address of wrong) {
      const body = { error: 'There is no such link. Check the address, it has to be whole.' }
      expect(await post(address, {})).toEqual({ status: 404, headers: {}, body })
    }
    expect(await world.run(id)).toMatchObject({ status: 'waiting' })
  })

  it('asks for a signature where it was made to', async () => {
    const flow = await world.flow('t → link → w', {
      link: link({ authentication: 'hmac', signatureHeader: 'X-Signature' }),
      w: awaiting(),
    })
    const { workspaceId, versionId } = flow
    const connectionId = newId()
    const sealed = await inWorkspace(workspaceId, (tx) =>
      sealCredentials(tx, { id: connectionId, workspaceId }, { fields: { secret: 'hush' } }),
    )
    await world.sql()`insert into connection (id, workspace_id, connector, name, kind, sealed, allowed_hosts, created_by)
      values (${connectionId}, ${workspaceId}, 'webhook', 'Secret', 'real', ${sealed}, '{}', ${newId()})`
    const nodes = flow.graph.nodes.map((node) => (node.id === 'link' ? { ...node, connectionId } : node))
    await world.sql()`update version set graph = ${world.sql().json({ ...flow.graph, nodes })} where id = ${versionId}`
    const id = await flow.start()
    await world.until(id, waiting)
    const address = await linkOf(id)
    expect((await post(address, { ok: true })).status).toBe(401)
    expect((await post(address, { ok: true }, { headers: { 'x-signature': 'a'.repeat(64) } })).status).toBe(401)
    const signature = createHmac('sha256', 'hush').update('{"ok":true}').digest('hex')
    expect((await post(address, { ok: true }, { headers: { 'x-signature': signature } })).status).toBe(200)
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  })

  it('is not waited for by another run, nor is any other address', async () => {
    const first = await world.flow('t → link → w', { link: link(), w: awaiting() })
    const id = await first.start()
    await world.until(id, waiting)
    const given = await linkOf(id)
    const wrong = [
      [given, 'link_of_before'],
      ['https://example.test/callbacks/wait/x', 'not_a_link'],
      ['http://localhost:3000/callbacks/wait/', 'not_a_link'],
    ] as const
    for (const [address, code] of wrong) {
      const other = await world.flow('t → w', { w: awaiting({ link: '{{ trigger.link }}' }) }, { workspace: first.workspace })
      const otherId = await other.start({ link: address })
      expect(await world.until(otherId, ended)).toMatchObject({ status: 'failed', error: { code } })
    }
  })
})

it('loses no answer, wherever between the steps it comes', { timeout: 60_000 }, async () => {
  const { start } = await world.flow('t → link → w', { link: link(), w: awaiting() })
  const ids = await Promise.all(Array.from({ length: 30 }, () => start()))
  await Promise.all(
    ids.map(async (id) => {
      await world.until(id, ({ nextSeq }) => nextSeq > 2)
      expect((await post(await linkOf(id), { id })).status).toBe(200)
    }),
  )
  for (const id of ids) {
    await world.until(id, ended)
    expect(await outputOf(id, 'w')).toMatchObject({ output: { body: { id } } })
  }
})
