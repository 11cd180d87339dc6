import { once } from 'node:events'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { fireDueWaits } from '../reconcile/due-waits'
import { ended, testWorld, waiting } from '../testing/world'

const world = testWorld()
const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const hour = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } }
const large = (letters = 300_000) => ({ v: 'x'.repeat(letters) })

const folder = () => join(process.env.KAOS_DATA ?? '', 'blobs')
let away = false

/** A file where the folder of the store is to be: whoever runs this, root or not, can neither read nor write there. */
async function breakStore(): Promise<void> {
  await rename(folder(), `${folder()}-away`)
  await writeFile(folder(), '')
  away = true
}

/** As where its disk is not mounted. */
async function unmountStore(): Promise<void> {
  await rename(folder(), `${folder()}-away`)
  await mkdir(folder())
  away = true
}

async function mendStore(): Promise<void> {
  if (!away) return
  away = false
  await rm(folder(), { recursive: true })
  await rename(`${folder()}-away`, folder())
}
afterEach(mendStore)

async function wake(id: string): Promise<void> {
  await world.sql()`update wait set wake_at = now() where run_id = ${id} and fired_at is null`
  expect((await fireDueWaits(world.sql())).woken).toMatchObject([{ id }])
}

/** Asks to be told when an answer has left as a whole. */
async function answering(contentType: string, body: string) {
  let calls = 0
  const server = createServer((_request, response) => {
    calls += 1
    response.once('finish', () => server.emit('answered'))
    response.writeHead(200, { 'content-type': contentType }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // listening on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    answered: once(server, 'answered'),
    calls: () => calls,
    close: () => server.close(),
  }
}

it('waits for a store that takes nothing, and goes on where it was', async () => {
  const { start } = await world.flow('t → a → b', { a: set('{{ trigger.v }}'), b: set('{{ size(steps.a.v) }}') })
  await breakStore()
  const id = await start(large())
  const worker = await world.worker()
  await worker.take([id])
  expect(await world.until(id, waiting)).toMatchObject({ losses: 0 })
  await wake(id)
  await worker.take([id])
  expect(await world.until(id, ({ status, epoch }) => status === 'waiting' && epoch === 2)).toMatchObject({ losses: 0 })

  await mendStore()
  await wake(id)
  await worker.take([id])
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', losses: 0 })
  const events = await world.events(id)
  expect(events.filter(({ type }) => type === 'step.failed')).toEqual([])
  expect(events).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'b', output: { v: 300_000 } }))
})

it.each([
  ['no folder', 300_000, breakStore],
  ['no folder', 2_000_000, breakStore],
  ['an empty folder', 300_000, unmountStore],
  ['an empty folder', 2_000_000, unmountStore],
])('waits for a store that is %s and gives back nothing of %i letters', async (_, letters, takeAway) => {
  const { start } = await world.flow('t → a → nap → b', { a: set('{{ trigger.v }}'), nap: hour, b: set('{{ size(steps.a.v) }}') })
  const id = await start(large(letters))
  await (await world.worker()).take([id])
  await world.until(id, waiting)

  await takeAway()
  const other = await world.worker()
  await wake(id)
  await other.take([id])
  expect(await world.until(id, ({ status, epoch }) => status === 'waiting' && epoch === 2)).toMatchObject({ losses: 0 })
  await mendStore()
  await wake(id)
  await other.take([id])
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', losses: 0 })
  expect(await world.events(id)).toContainEqual(expect.objectContaining({ step: 'b', output: { v: letters } }))
})

it.each([
  ['a large value', 'POST', 'text/plain', 'x'.repeat(300_000)],
  ['a file', 'POST', 'application/pdf', 'x'],
  ['a large value', 'PUT', 'text/plain', 'x'.repeat(300_000)],
])('holds %s that came back from a %s until it can be kept: nothing is sent twice, and nobody is asked', async (_, method, type, body) => {
  const outside = await answering(type, body)
  const { start, workspace } = await world.flow('t → pay → end', {
    pay: { type: 'http.request', params: { method, url: outside.url } },
    end: set('{{ steps.pay.status }}'),
  })
  const pure = await world.flow('t → a', { a: set('{{ trigger.v }}') }, { workspace })
  await breakStore()
  const worker = await world.worker()
  const id = await start()
  await worker.take([id])
  await outside.answered
  // All of it has come by the time another run has found out that nothing can be kept.
  const other = await pure.start(large())
  await worker.take([other])
  await world.until(other, waiting)
  expect(await world.run(id)).toMatchObject({ status: 'running' })

  await mendStore()
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', losses: 0 })
  expect(outside.calls()).toBe(1)
  expect(await world.sql()`select from wait where run_id = ${id}`).toHaveLength(0)
  outside.close()
})

it('does not hold what was only asked for', async () => {
  const outside = await answering('application/pdf', 'x')
  const { start } = await world.flow('t → ask', { ask: { type: 'http.request', params: { method: 'GET', url: outside.url } } })
  await breakStore()
  const worker = await world.worker()
  const id = await start()
  await worker.take([id])
  await world.until(id, waiting)
  await mendStore()
  await wake(id)
  await worker.take([id])
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', losses: 0 })
  expect((await world.events(id)).filter(({ type }) => type === 'step.failed')).toEqual([])
  outside.close()
})
