import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { session } from '../../db/schema'
import { inAccounts } from '../../db/tenancy'
import type { Person } from '../actor'
import { ServiceError } from '../service-error'
import { recordForPerson } from './record-for-person'

export const RevokeSessionInput = z.strictObject({ id: z.uuid() })

/** Signs one of the person's browsers out, at once. */
export async function revokeSession(person: Person, input: z.input<typeof RevokeSessionInput>): Promise<void> {
  const { id } = RevokeSessionInput.parse(input)
  await inAccounts(async (tx) => {
    const [ended] = await tx
      .update(session)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(session.id, id), eq(session.userId, person.userId), isNull(session.revokedAt)))
      .returning({ id: session.id })
    if (!ended) throw new ServiceError('not_found', 'There is no such session.')
    await recordForPerson(tx, person, 'session.revoked', { type: 'session', id })
  })
}
