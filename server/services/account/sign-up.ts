import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { authDb } from '../../db/client'
import { newId } from '../../db/id'
import { user } from '../../db/schema'
import { inAccounts } from '../../db/tenancy'
import { NameSchema } from '../names'
import { ServiceError } from '../service-error'
import { addWorkspace } from '../workspaces/add-workspace'
import { EmailSchema } from './email'
import { awaitsFirstUser } from './first-user'
import { hashPassword, PasswordSchema } from './password'

export const SignUpInput = z.strictObject({ name: NameSchema, email: EmailSchema, password: PasswordSchema, workspaceName: NameSchema })

/** Any number; two people who sign up at the same moment take turns, and only one is first. */
const FIRST_USER_LOCK = 5_262_003

/** The first user of the house, as owner of its first workspace. Later ones are invited. */
export async function signUp(input: z.input<typeof SignUpInput>): Promise<{ slug: string }> {
  const { name, email, password, workspaceName } = SignUpInput.parse(input)
  if (!(await awaitsFirstUser(authDb()))) throw closed()
  const passwordHash = await hashPassword(password)
  return inAccounts(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${FIRST_USER_LOCK})`)
    if (!(await awaitsFirstUser(tx))) throw closed()
    const userId = newId()
    const [added] = await tx.insert(user).values({ id: userId, email, name, passwordHash }).onConflictDoNothing().returning({ id: user.id })
    if (!added) throw new ServiceError('conflict', 'This e-mail address is taken. Use another one.')
    const { slug } = await addWorkspace(tx, { userId, name, sessionId: '' }, workspaceName)
    return { slug }
  })
}

function closed(): ServiceError {
  return new ServiceError('forbidden', 'Accounts here are made by invitation. Ask somebody who is in to invite you.')
}
