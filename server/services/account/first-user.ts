import { ne, sql } from 'drizzle-orm'
import type { Db } from '../../db/client'
import { user } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { DEMO_EMAIL } from './demo'

/** True until somebody has signed up: then people come by invitation. */
export async function awaitsFirstUser(db: Db | Tx): Promise<boolean> {
  const [somebody] = await db.select({ one: sql`1` }).from(user).where(ne(user.email, DEMO_EMAIL)).limit(1)
  return somebody === undefined
}
