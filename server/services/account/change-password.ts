import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { authDb } from '../../db/client'
import { session, user } from '../../db/schema'
import { inAccounts } from '../../db/tenancy'
import type { Person } from '../actor'
import { ServiceError } from '../service-error'
import { hashPassword, PasswordSchema, verifyPassword } from './password'
import { type Limit, spend } from './rate-limit'
import { recordForPerson } from './record-for-person'

export const ChangePasswordInput = z.strictObject({ current: z.string().max(200), next: PasswordSchema })

const LIMIT: Limit = { name: 'change-password', most: 10, seconds: 15 * 60 }

/** Every other browser of the person is signed out: whoever knew the old password is out too. */
export async function changePassword(person: Person, input: z.input<typeof ChangePasswordInput>): Promise<void> {
  const { current, next } = ChangePasswordInput.parse(input)
  await spend(LIMIT, person.userId)
  const [found] = await authDb().select({ hash: user.passwordHash }).from(user).where(eq(user.id, person.userId))
  if (!found?.hash) throw new ServiceError('invalid', 'You sign in through your organisation, so there is no password to change here.')
  if (!(await verifyPassword(current, found.hash))) throw new ServiceError('invalid', 'The current password is not right.')
  const passwordHash = await hashPassword(next)
  await inAccounts(async (tx) => {
    await tx.update(user).set({ passwordHash }).where(eq(user.id, person.userId))
    await tx
      .update(session)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(session.userId, person.userId), ne(session.id, person.sessionId), isNull(session.revokedAt)))
    await recordForPerson(tx, person, 'user.password-changed', { type: 'user', id: person.userId })
  })
}
