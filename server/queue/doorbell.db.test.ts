import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../db/testing'
import { CATALOGUE } from './catalogue'
import type { RunRef } from './doorbell'
import { migrateQueue } from './migrate'
import { listenDoorbell, openDoorbell } from './open'
import { openQueueProbe } from './probe'
import { addJob, openQueue, type QueueStore } from './store'
import { hasTestRedis, testRedisUrl } from './testing'

testDatabase()

const stores: Record<QueueStore['kind'], () => QueueStore> = {
  redis: () => ({ kind: 'redis', url: testRedisUrl() }),
  postgres: () => ({ kind: 'postgres', url: process.env.DATABASE_ENGINE_URL ?? '' }),
}

beforeAll(async () => {
  await migrateQueue(process.env.DATABASE_URL ?? '')
  if (!hasTestRedis) return
  const redis = new Redis(testRedisUrl())
  await redis.flushdb()
  redis.disconnect()
})

const someRun = (workspaceId: string = randomUUID()): RunRef => ({ id: randomUUID(), workspaceId })

/** Opens a doorbell with a listener, and gives what is heard until everything rung was. */
async function hear(store: QueueStore, claim = () => {}) {
  const heard: (readonly RunRef[])[] = []
  let unread = 0
  let waiting = () => {}
  const listener = await listenDoorbell(async (runs) => {
    claim()
    if (runs) heard.push(runs)
    else unread += 1
    waiting()
  }, store)
  const doorbell = await openDoorbell(store)
  onTestFinished(async () => {
    await Promise.all([listener.close(), doorbell.close()])
  })
  async function until(count: number): Promise<void> {
    while (heard.flat().length < count)
      await new Promise<void>((resolve) => {
        waiting = resolve
      })
  }
  async function untilUnread(): Promise<void> {
    while (unread === 0)
      await new Promise<void>((resolve) => {
        waiting = resolve
      })
  }
  return { doorbell, heard, until, untilUnread }
}

const available = Object.entries(stores).filter(([kind]) => kind !== 'redis' || hasTestRedis)

describe.each(available)('the doorbell on %s', (_, store) => {
  test('a ring is heard with its runs, each of its workspace', async () => {
    const { doorbell, heard, until } = await hear(store())
    const [one, other] = [someRun(), someRun()]
    const another = someRun(one.workspaceId)
    await doorbell.ring([one, other, another])
    await until(3)
    expect(heard).toHaveLength(1)
    expect(new Set(heard[0])).toEqual(new Set([one, another, other]))
  })

  test('250 runs travel in three jobs and all arrive', async () => {
    const { doorbell, heard, until } = await hear(store())
    const runs = Array.from({ length: 250 }, () => someRun())
    await doorbell.ring(runs)
    await until(250)
    expect(heard.map((some) => some.length).sort()).toEqual([100, 100, 50])
    expect(new Set(heard.flat())).toEqual(new Set(runs))
  })

  test('a bell of another version is heard without its runs', async () => {
    const { doorbell, heard, until, untilUnread } = await hear(store())
    const queue = openQueue(store(), CATALOGUE['runs.queued'].queue)
    onTestFinished(() => queue.close())
    await addJob(queue, 'runs.queued', { queued: { soon: [] }, and: 'more' }, CATALOGUE['runs.queued'].options)
    await untilUnread()
    const next = someRun()
    await doorbell.ring([next])
    await until(1)
    expect(heard).toEqual([[next]])
  })

  test('a listener that fails once hears the next ring', async () => {
    let failures = 1
    const { doorbell, heard, until } = await hear(store(), () => {
      if (failures-- > 0) throw new Error('claim failed')
    })
    const next = someRun()
    await doorbell.ring([someRun()])
    await doorbell.ring([next])
    await until(1)
    expect(heard).toEqual([[next]])
  })

  test('the probe writes to the queue', async () => {
    const probe = openQueueProbe(store())
    onTestFinished(() => probe.close())
    await expect(probe.write()).resolves.toBeUndefined()
  })
})

if (hasTestRedis)
  test('a full Redis fails the probe', async () => {
    const admin = new Redis(testRedisUrl())
    const probe = openQueueProbe(stores.redis())
    onTestFinished(async () => {
      await admin.config('SET', 'maxmemory', '0')
      admin.disconnect()
      await probe.close()
    })
    await probe.write()
    await admin.config('SET', 'maxmemory', '1')
    await expect(probe.write()).rejects.toThrow(/OOM/)
  })

test('ringing a dead queue fails soon instead of waiting', async () => {
  const doorbell = await openDoorbell({ kind: 'redis', url: 'redis://127.0.0.1:1' })
  onTestFinished(() => doorbell.close())
  await expect(doorbell.ring([someRun()])).rejects.toThrow()
})
