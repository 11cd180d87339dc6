import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inWorkspace } from '@/server/db/tenancy'
import { forgetEnv } from '@/server/env'
import { acceptHook } from '@/server/services/intake/accept-hook'
import { HOOK_HOPS_HEADER } from '@/server/services/intake/hook-hops'
import { hookToken } from '@/server/services/triggers/hook-token'
import { syncTriggers } from '@/server/services/triggers/sync-triggers'
import { type RunningWorker, startWorker } from './start'
import { ended, testWorld } from './testing/world'

const world = testWorld()
const gateway = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', url)
  const call = {
    token: pathname.slice('/hooks/'.length),
    method: request.method ?? '',
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    valuesOf: () => [],
    query: Object.fromEntries(searchParams),
    bytes: Buffer.alloc(0),
    read: async () => ({ ok: true, body: null }) as const,
  }
  const { status, body } = await acceptHook(call, { look: async () => null, spend: async () => {} })
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
})
let worker: RunningWorker
let url: string
beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` // listening on TCP
  process.env.KAOS_URL = 'https://another.name.example'
  forgetEnv()
  worker = await startWorker()
})
afterAll(async () => {
  await worker.stop()
  gateway.closeAllConnections()
  gateway.close()
})

type Flow = Awaited<ReturnType<typeof world.flow>>

/** Calls the webhook that the call of its own flow named. */
const callBack = {
  type: 'http.request',
  params: {
    method: 'POST',
    url: '{{ trigger.query.hook }}',
    query: [{ name: 'hook', value: '{{ trigger.query.hook }}' }],
    send: 'nothing',
  },
}

/** Its webhook's address, once people could have published it. */
async function hookOf({ workspaceId, flowId, versionId, graph }: Flow): Promise<string> {
  await inWorkspace(workspaceId, (tx) => syncTriggers(tx, { workspaceId, flowId, versionId, graph, enabled: true }))
  return `${url}/hooks/${hookToken(flowId, 't')}`
}

/** From a call that so many led to, until a run fails: how many runs there were then, and why the last one failed. */
async function untilStopped({ flowId }: Flow, hook: string, before: number) {
  const address = `${hook}?${new URLSearchParams({ hook })}`
  expect(await fetch(address, { method: 'POST', headers: { [HOOK_HOPS_HEADER]: String(before) } })).toMatchObject({ status: 202 })
  for (;;) {
    const runs = await world.sql()<{ id: string }[]>`select id from run where flow_id = ${flowId} order by id`
    for (const { id } of runs) {
      const { status, error } = await world.until(id, ended)
      if (status === 'failed') return { runs: runs.length, error }
    }
  }
}

const stopped = { message: expect.stringMatching(/loop: 100 flows in a row called one another’s webhooks/) }

it('a flow that calls its own webhook is stopped, and its people find out why', async () => {
  const flow = await world.flow('t → a', { t: { type: 'trigger.webhook' }, a: callBack })
  expect(await untilStopped(flow, await hookOf(flow), 97)).toMatchObject({ runs: 4, error: { code: 'http_508', ...stopped } })
})

it('a flow that calls another, which calls the webhook of the first, is stopped too', async () => {
  const inputs = [{ name: 'query', kind: 'any' }]
  const other = await world.flow('t → a', { t: { type: 'trigger.called', params: { inputs } }, a: callBack })
  await hookOf(other)
  const call = {
    type: 'flow.call',
    params: { flow: other.flowId, wait: 'result', inputs: [{ name: 'query', value: '{{ trigger.query }}' }] },
  }
  const flow = await world.flow('t → c', { t: { type: 'trigger.webhook' }, c: call }, { workspace: other.workspace })
  expect(await untilStopped(flow, await hookOf(flow), 98)).toMatchObject({ runs: 3, error: stopped })
})
