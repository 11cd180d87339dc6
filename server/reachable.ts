import { Redis } from 'ioredis'
import pg from 'pg'

/** Says in one sentence what is wrong with the database the environment names, or nothing. */
export async function checkDatabase(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    await client.query('select 1')
    return undefined
  } catch (err) {
    return `The database in DATABASE_URL (${addressOf(url)}) cannot be reached: ${reasonOf(err)}. Start it or correct DATABASE_URL; without DATABASE_URL, KAOS brings its own.`
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** A Redis that evicts keys under memory pressure loses jobs without a word. */
export async function checkRedis(url: string): Promise<string | undefined> {
  const redis = new Redis(url, { lazyConnect: true, connectTimeout: 5_000, retryStrategy: null, maxRetriesPerRequest: 0 })
  // connect() says only that the connection is closed; why, comes here.
  let reason: unknown
  redis.on('error', (err) => {
    reason = err
  })
  try {
    await redis.connect()
    const policy = /maxmemory_policy:(\S+)/.exec(await redis.info('memory'))?.[1]
    if (policy === undefined || policy === 'noeviction') return undefined
    return `The Redis in REDIS_URL (${addressOf(url)}) throws keys away when memory is short (maxmemory-policy ${policy}). Set it to noeviction and start again.`
  } catch (err) {
    return `The Redis in REDIS_URL (${addressOf(url)}) cannot be reached: ${reasonOf(reason ?? err)}. Start it or correct REDIS_URL; without REDIS_URL, KAOS finds another way.`
  } finally {
    redis.disconnect()
  }
}

/** Host and port only: a URL carries a password. */
function addressOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'not a URL'
}

function reasonOf(err: unknown): string {
  if (err instanceof AggregateError && err.errors.length > 0) return reasonOf(err.errors[0])
  return (err instanceof Error ? err.message : String(err)).replace(/\.$/, '')
}
