import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { authDb } from '../../db/client'
import { user } from '../../db/schema'
import { EmailSchema } from './email'
import { verifyPassword } from './password'
import { forgive, type Limit, spend } from './rate-limit'

const OF_ACCOUNT: Limit = { name: 'sign-in:account', most: 10, seconds: 15 * 60 }
const OF_ADDRESS: Limit = { name: 'sign-in:address', most: 100, seconds: 15 * 60 }

const SignInInput = z.object({ email: EmailSchema, password: z.string().max(200) })

/** The person, or null. The same work and the same answer whether the account exists or not. @throws ServiceError `limited` */
export async function signIn(input: unknown, address: string): Promise<{ id: string; name: string; email: string } | null> {
  await spend(OF_ADDRESS, address)
  const parsed = SignInInput.safeParse(input)
  if (!parsed.success) return null
  const { email, password } = parsed.data
  await spend(OF_ACCOUNT, email, address)
  const [found] = await authDb()
    .select()
    .from(user)
    .where(eq(sql`lower(${user.email})`, email))
  const right = await verifyPassword(password, found?.passwordHash ?? null)
  if (!found || !right) return null
  await forgive(OF_ACCOUNT, email, address)
  return { id: found.id, name: found.name, email: found.email }
}
