import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { authDb } from '../../db/client'
import { user } from '../../db/schema'
import { inAccounts } from '../../db/tenancy'
import type { Person } from '../actor'
import { recordForPerson } from './record-for-person'

/** Whether they get a mail when somebody mentions them. The inbox tells them in any case. */
export async function wantsMentionMails({ userId }: Person): Promise<{ wanted: boolean }> {
  const [found] = await authDb().select({ wanted: user.mentionMails }).from(user).where(eq(user.id, userId))
  return { wanted: found?.wanted ?? true }
}

export const SetMentionMailsInput = z.strictObject({ wanted: z.boolean() })

export async function setMentionMails(person: Person, input: z.input<typeof SetMentionMailsInput>): Promise<void> {
  const { wanted } = SetMentionMailsInput.parse(input)
  await inAccounts(async (tx) => {
    await tx.update(user).set({ mentionMails: wanted }).where(eq(user.id, person.userId))
    await recordForPerson(tx, person, 'user.mails-set', { type: 'user', id: person.userId }, { mentions: wanted })
  })
}
