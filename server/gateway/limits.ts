import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterRes } from 'rate-limiter-flexible'

export type Limit = {
  /** Seconds until another try is worth it, or null when it may go on. Counts this one. */
  spend(key: string): Promise<number | null>
  /** As `spend`, without counting. */
  look(key: string): Promise<number | null>
}

export type Limits = {
  /** Posts to sign-in and its kin, by address. */
  accounts: Limit
  /** Hooks that do not exist, by address: guessing gets slow, traffic of real hooks is never counted. */
  guesses: Limit
  /** Mails to addresses that do not exist, by the address of who sends them. */
  recipients: Limit
}

/** Counted in Redis for all gateways together; while it does not answer, each counts for itself. */
export function openLimits(redis: Redis | null): Limits {
  return {
    accounts: openLimit(redis, { keyPrefix: 'limit:accounts', points: 120, duration: 60 }),
    guesses: openLimit(redis, { keyPrefix: 'limit:guesses', points: 60, duration: 60 }),
    recipients: openLimit(redis, { keyPrefix: 'limit:recipients', points: 20, duration: 60 }),
  }
}

/** So long a caller who was not limited is taken not to be: nobody's traffic has to ask Redis at every call. */
const CLEAR_MS = 1_000
const MOST_CLEAR = 10_000

function openLimit(redis: Redis | null, options: { keyPrefix: string; points: number; duration: number }): Limit {
  const alone = new RateLimiterMemory(options)
  const limiter = redis ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: alone }) : alone
  const clearUntil = new Map<string, number>()
  return {
    async spend(key) {
      clearUntil.delete(key)
      const state = await limiter.consume(key).catch((refused: RateLimiterRes) => refused)
      return state.consumedPoints > options.points ? secondsLeft(state) : null
    },
    async look(key) {
      if ((clearUntil.get(key) ?? 0) > performance.now()) return null
      const state = await limiter.get(key)
      if (state && state.consumedPoints > options.points) return secondsLeft(state)
      // Who has tried something wrong is asked about every time.
      if (state) return null
      if (clearUntil.size >= MOST_CLEAR) clearUntil.clear()
      clearUntil.set(key, performance.now() + CLEAR_MS)
      return null
    },
  }
}

function secondsLeft(state: RateLimiterRes): number {
  return Math.max(1, Math.ceil(state.msBeforeNext / 1000))
}
