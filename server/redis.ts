import { Redis, type RedisOptions } from 'ioredis'
import { log } from './log'

/** A connection that keeps trying for ever and says once when it is lost and once when it is back. */
export function connectRedis(url: string, options: RedisOptions = {}): Redis {
  const redis = new Redis(url, { retryStrategy: (attempt) => Math.min(attempt * 100, 2000), maxRetriesPerRequest: null, ...options })
  let lost = false
  redis.on('error', (err: Error) => {
    if (!lost) log.warn({ err }, 'Redis does not answer; trying again until it does')
    lost = true
  })
  redis.on('ready', () => {
    if (lost) log.info('Redis answers again')
    lost = false
  })
  return redis
}

/** Waits for the first connection, but not for ever: a process may start while Redis is down. */
export async function untilReady(redis: Redis, patienceMs = 3000): Promise<void> {
  if (redis.status === 'ready') return
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, patienceMs)
    redis.once('ready', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
