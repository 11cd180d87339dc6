import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from './db/testing'
import { hasTestRedis, testRedisUrl } from './queue/testing'
import { checkDatabase, checkRedis } from './reachable'

testDatabase()

function changed(url: string, change: (url: URL) => void): string {
  const copy = new URL(url)
  change(copy)
  return copy.toString()
}

test('a database that answers is no problem', async () => {
  expect(await checkDatabase(process.env.DATABASE_APP_URL ?? '')).toBeUndefined()
})

test.each([
  ['nobody listens', (url: URL) => (url.port = '1'), /127\.0\.0\.1:1\) cannot be reached: .*ECONNREFUSED/],
  ['there is no such database', (url: URL) => (url.pathname = '/nothing-here'), /"nothing-here" does not exist/],
])('when %s, one sentence says so without the password', async (_, change, reason) => {
  const problem = await checkDatabase(changed(process.env.DATABASE_APP_URL ?? '', change))
  expect(problem).toMatch(reason)
  expect(problem).toContain('DATABASE_URL')
  expect(problem).not.toContain(new URL(process.env.DATABASE_APP_URL ?? '').password)
})

test('a Redis that nobody answers for is a problem', async () => {
  const problem = await checkRedis('redis://:hidden@127.0.0.1:1')
  expect(problem).toMatch(/127\.0\.0\.1:1\) cannot be reached: .*ECONNREFUSED/)
  expect(problem).not.toContain('hidden')
})

if (hasTestRedis)
  test('a Redis that evicts is refused, one that does not is fine', async () => {
    const admin = new Redis(testRedisUrl())
    onTestFinished(async () => {
      await admin.config('SET', 'maxmemory-policy', 'noeviction')
      admin.disconnect()
    })
    expect(await checkRedis(testRedisUrl())).toBeUndefined()
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru')
    expect(await checkRedis(testRedisUrl())).toContain('maxmemory-policy allkeys-lru')
  })
