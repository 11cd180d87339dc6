import { env } from '../env'
import type { Bus } from './bus'
import { openPostgresBus } from './postgres'
import { openRedisBus } from './redis'

export function openBus(): Promise<Bus> {
  const { REDIS_URL, DATABASE_ENGINE_URL } = env()
  return REDIS_URL ? openRedisBus(REDIS_URL) : openPostgresBus(DATABASE_ENGINE_URL)
}
