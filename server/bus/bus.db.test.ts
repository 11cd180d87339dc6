import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../db/testing'
import { hasTestRedis, testRedisUrl } from '../queue/testing'
import type { Bus } from './bus'
import { openPostgresBus } from './postgres'
import { openRedisBus } from './redis'
import type { Topic, Topics } from './topics'

const database = testDatabase()

/** Everything one subscriber hears, in order. */
async function inbox<T extends Topic>(bus: Bus, topic: T) {
  const heard: (Topics[T] | null)[] = []
  let waiting = () => {}
  const end = await bus.subscribe(topic, (message) => {
    heard.push(message)
    waiting()
  })
  async function until(wanted: Topics[T] | null): Promise<void> {
    while (!heard.some((message) => JSON.stringify(message) === JSON.stringify(wanted)))
      await new Promise<void>((resolve) => {
        waiting = resolve
      })
  }
  return { heard, until, end }
}

const backends = {
  redis: {
    open: () => openRedisBus(testRedisUrl()),
    async cut() {
      const admin = new Redis(testRedisUrl())
      await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub')
      admin.disconnect()
    },
  },
  postgres: {
    open: () => openPostgresBus(process.env.DATABASE_ENGINE_URL ?? ''),
    async cut() {
      const sql = database.owner()
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'kaos bus'`
    },
  },
}

const available = Object.entries(backends).filter(([kind]) => kind !== 'redis' || hasTestRedis)

describe.each(available)('the bus on %s', (_, backend) => {
  let here: Bus
  let there: Bus
  beforeAll(async () => {
    ;[here, there] = await Promise.all([backend.open(), backend.open()])
  })
  afterAll(async () => {
    await Promise.all([here.close(), there.close()])
  })

  test('carries a message to every listener of its topic, in this process and another, and to nobody else', async () => {
    const near = await inbox(here, 'run:1')
    const far = await inbox(there, 'run:1')
    const other = await inbox(there, 'run:2')
    here.publish('run:1', { seq: 7 })
    await Promise.all([near.until({ seq: 7 }), far.until({ seq: 7 })])
    here.publish('run:2', { seq: 1 })
    await other.until({ seq: 1 })
    expect([near.heard, far.heard, other.heard]).toEqual([[{ seq: 7 }], [{ seq: 7 }], [{ seq: 1 }]])
  })

  test('who ended a subscription hears nothing more, who shares the topic still does', async () => {
    const leaving = await inbox(here, 'runs:w')
    const staying = await inbox(here, 'runs:w')
    leaving.end()
    leaving.end()
    there.publish('runs:w', { runId: 'r1' })
    await staying.until({ runId: 'r1' })
    expect(leaving.heard).toEqual([])
  })

  test('a thousand topics at once all arrive', async () => {
    const topics = Array.from({ length: 1000 }, (_, index) => `draft:burst-${index}` as const)
    const inboxes = await Promise.all(topics.map((topic) => inbox(there, topic)))
    for (const topic of topics) here.publish(topic, { seq: 3 })
    await Promise.all(inboxes.map(({ until }) => until({ seq: 3 })))
    for (const { end } of inboxes) end()
  })

  test('after the connection was cut, listeners are told to read again and hear what comes next', async () => {
    const bus = await backend.open()
    onTestFinished(() => bus.close())
    const { until } = await inbox(bus, 'worker:1')
    await backend.cut()
    await until(null)
    bus.publish('worker:1', { runId: 'after' })
    await until({ runId: 'after' })
  })
})
