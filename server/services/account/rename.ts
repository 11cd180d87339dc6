import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { user } from '../../db/schema'
import { inAccounts } from '../../db/tenancy'
import type { Person } from '../actor'
import { NameSchema } from '../names'
import { recordForPerson } from './record-for-person'

export const RenamePersonInput = z.strictObject({ name: NameSchema })

export async function renamePerson(person: Person, input: z.input<typeof RenamePersonInput>): Promise<void> {
  const { name } = RenamePersonInput.parse(input)
  await inAccounts(async (tx) => {
    await tx.update(user).set({ name }).where(eq(user.id, person.userId))
    await recordForPerson(tx, person, 'user.renamed', { type: 'user', id: person.userId }, { from: person.name, to: name })
  })
}
