import { createHash } from 'node:crypto'
import { eq, lt, sql } from 'drizzle-orm'
import { blockOf } from '../../address-block'
import { authDb } from '../../db/client'
import { rateLimit } from '../../db/schema'
import { ServiceError } from '../service-error'

/** `says`: what somebody is told who is above it. */
export type Limit = { name: string; most: number; seconds: number; says?: string }

/** Counts one try, whoever it is about and however it ends. @throws ServiceError `limited` */
export async function spend(
  { name, most, seconds, says = 'Too many tries. Wait a few minutes and try again.' }: Limit,
  ...about: string[]
): Promise<void> {
  const fresh = sql`${rateLimit.resetsAt} < now()`
  const resetsAt = sql`now() + make_interval(secs => ${seconds})`
  const [counted] = await authDb()
    .insert(rateLimit)
    .values({ key: keyOf(name, about), hits: 1, resetsAt })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: {
        hits: sql`case when ${fresh} then 1 else ${rateLimit.hits} + 1 end`,
        resetsAt: sql`case when ${fresh} then ${resetsAt} else ${rateLimit.resetsAt} end`,
      },
    })
    .returning({ hits: rateLimit.hits })
  if (counted && counted.hits > most) throw new ServiceError('limited', says)
}

/** After a success the account starts afresh. */
export async function forgive({ name }: Limit, ...about: string[]): Promise<void> {
  await authDb()
    .delete(rateLimit)
    .where(eq(rateLimit.key, keyOf(name, about)))
}

export async function sweepLimits(): Promise<void> {
  await authDb().delete(rateLimit).where(lt(rateLimit.resetsAt, sql`now()`))
}

function keyOf(name: string, about: string[]): string {
  return `${name}:${createHash('sha256')
    .update(JSON.stringify(about.map(blockOf)))
    .digest('base64url')}`
}
