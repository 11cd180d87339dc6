import type { Worker as Thread } from 'node:worker_threads'
import { afterEach, expect, it, vi } from 'vitest'
import { openThread } from '@/server/open-thread'
import { verifyAudit } from '@/server/services/audit/verify'
import { ended, testWorld } from '../testing/world'
import { FILE, keepSealing } from './sealing'

vi.setConfig({ testTimeout: 90_000 })

const world = testWorld()
const threads: Thread[] = []
let sealing: ReturnType<typeof keepSealing> | undefined

afterEach(async () => {
  await sealing?.stop()
  threads.length = 0
})

function begin(): Thread {
  const thread = openThread(FILE, {})
  threads.push(thread)
  return thread
}

async function endedRun(): Promise<string> {
  const { start, workspaceId } = await world.flow('t → a', { a: { type: 'data.set', params: { fields: [{ name: 'v', value: 'x' }] } } })
  const id = await start()
  await (await world.worker()).take([id])
  await world.until(id, ended)
  return workspaceId
}

const sealed = async (workspaceId: string) =>
  (
    await world.sql()`select from audit_link l join audit_event e on e.workspace_id = l.workspace_id and e.id = l.event_id
    where l.workspace_id = ${workspaceId} and e.action = 'run.sealed'`
  ).length

const patiently = { timeout: 20_000, interval: 50 }

it('seals in a thread of its own, while the main loop is busy', async () => {
  sealing = keepSealing(begin)
  const first = await endedRun()
  await vi.waitFor(async () => expect(await sealed(first)).toBe(1), patiently)
  const second = await endedRun()
  // Nothing else happens on this thread meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4_000)
  const [link] = await world.sql()<{ late: number }[]>`
    select extract(epoch from now() - e.at)::float as late from audit_event e where e.workspace_id = ${second} and e.action = 'run.sealed'`
  expect(link?.late).toBeGreaterThan(1)
  expect(await verifyAudit({ actor: { kind: 'system', workspaceId: second, reason: 'test' } })).toMatchObject({ intact: true })
})

it('goes on in another thread when one falls', async () => {
  sealing = keepSealing(begin)
  const first = await endedRun()
  await vi.waitFor(async () => expect(await sealed(first)).toBe(1), patiently)
  await threads[0]?.terminate()
  const second = await endedRun()
  await vi.waitFor(async () => expect(await sealed(second)).toBe(1), patiently)
  expect(threads).toHaveLength(2)
})
