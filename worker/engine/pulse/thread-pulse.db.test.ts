import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it, vi } from 'vitest'
import { newId } from '@/server/db/id'
import { testDatabase } from '@/server/db/testing'
import { faultySql } from '../../testing/faulty-sql'
import { threadPulse } from './thread-pulse'

const database = testDatabase()

/** The moments at which a worker was heard while its main loop was busy, from then on. */
async function heardWhileBusyFor(busyMs: number, hangsAfterMs?: number) {
  const id = newId()
  const { sql, pause, resume } = faultySql(database.owner())
  const beats: number[] = []
  const pulse = threadPulse({ sql, url: process.env.DATABASE_ENGINE_URL ?? '', worker: { id, host: 'test' }, hangsAfterMs })
  await pulse.start(({ asked }) => beats.push(asked))
  // What is heard from now on is the thread.
  pause()
  const atFirst = beats.length
  await vi.waitFor(() => expect(beats.length).toBeGreaterThan(atFirst), { timeout: 10_000 })
  // Nothing else happens on this thread meanwhile, as in a step that computes for long.
  const from = performance.now()
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, busyMs)
  await vi.waitFor(() => expect(Math.max(...beats)).toBeGreaterThan(from + busyMs), { timeout: 5_000 })
  resume()
  await pulse.stop()
  return { id, during: beats.map((at) => at - from).filter((at) => at > 0 && at < busyMs) }
}

it('beats on while the main loop is busy, and no more once it was stopped', async () => {
  const { id, during } = await heardWhileBusyFor(4_000)
  expect(during.length).toBeGreaterThanOrEqual(2)
  const heard = () => database.owner()<{ at: string }[]>`select heartbeat_at::text as at from worker where id = ${id}`
  const before = await heard()
  await sleep(1_500)
  expect(await heard()).toEqual(before)
})

it('falls silent when the main loop hangs, and beats again when it lives', async () => {
  const { during } = await heardWhileBusyFor(4_000, 1_500)
  expect(Math.max(0, ...during)).toBeLessThan(2_000)
})
