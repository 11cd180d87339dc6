/** A machine without Redis runs these tests on Postgres alone; the test command says so, and fails for it in CI. */
export const hasTestRedis = Boolean(process.env.KAOS_TEST_REDIS_URL)

/** The Redis that tests share; files that run at the same time have a database each in it. (Pub/sub spans them all.) */
export function testRedisUrl(): string {
  const url = process.env.KAOS_TEST_REDIS_URL
  if (!url) throw new Error('KAOS_TEST_REDIS_URL is not set. `npm test` starts a Redis and sets it.')
  return `${url}/${process.env.VITEST_POOL_ID ?? 0}`
}
