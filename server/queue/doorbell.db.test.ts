import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../db/testing'
import { migrateQueue } from './migrate'
import { listenDoorbell, openDoorbell } from './open'
import { openQueueProbe } from './probe'
import type { QueueStore } from './store'
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

/** Opens a doorbell with a listener, and gives what is heard until everything rung was. */
async function hear(store: QueueStore, claim = () => {}) {
  const heard: string[][] = []
  let waiting = () => {}
  const listener = await listenDoorbell(async (runIds) => {
    claim()
    heard.push(runIds)
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
  return { doorbell, heard, until }
}

const available = Object.entries(stores).filter(([kind]) => kind !== 'redis' || hasTestRedis)

describe.each(available)('the doorbell on %s', (_, store) => {
  test('a ring is heard with its run ids', async () => {
    const { doorbell, heard, until } = await hear(store())
    const runIds = [randomUUID(), randomUUID()]
    await doorbell.ring(runIds)
    await until(2)
    expect(heard).toEqual([runIds])
  })

  test('250 runs travel in three jobs and all arrive', async () => {
    const { doorbell, heard, until } = await hear(store())
    const runIds = Array.from({ length: 250 }, () => randomUUID())
    await doorbell.ring(runIds)
    await until(250)
    expect(heard.map((ids) => ids.length).sort()).toEqual([100, 100, 50])
    expect(heard.flat().sort()).toEqual([...runIds].sort())
  })

  test('a listener that fails once hears the next ring', async () => {
    let failures = 1
    const { doorbell, heard, until } = await hear(store(), () => {
      if (failures-- > 0) throw new Error('claim failed')
    })
    const next = randomUUID()
    await doorbell.ring([randomUUID()])
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
  await expect(doorbell.ring([randomUUID()])).rejects.toThrow()
})
