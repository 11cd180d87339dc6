import { z } from 'zod'
import { authDb } from '../../db/client'
import { newId } from '../../db/id'
import { user } from '../../db/schema'
import { inAccounts } from '../../db/tenancy'
import { hashPassword, PasswordSchema } from '../account/password'
import { signIn } from '../account/sign-in'
import type { Person } from '../actor'
import { NameSchema } from '../names'
import { ServiceError } from '../service-error'
import { join } from './join'
import { invitationByToken } from './open-invitation'

export const AcceptInvitationInput = z.strictObject({
  token: z.string().max(100),
  name: z.string().optional(),
  password: z.string().max(200).optional(),
})

const Newcomer = z.object({ name: NameSchema, password: PasswordSchema })

/** Whoever has an account proves it, by being signed in or by the password; a newcomer gives name and password and gets one. */
export async function acceptInvitation(
  person: Person | null,
  input: z.input<typeof AcceptInvitationInput>,
  address: string,
): Promise<{ slug: string }> {
  const { token, name, password } = AcceptInvitationInput.parse(input)
  const { userId, email } = await invitationByToken(authDb(), token)
  const joiner = userId ? await known(person, userId, email, password, address) : await newcomer({ name, password })
  return inAccounts(async (tx) => {
    const invited = await invitationByToken(tx, token)
    if (joiner.passwordHash) {
      const { userId: id, name, passwordHash } = joiner
      const [added] = await tx
        .insert(user)
        .values({ id, email: invited.email, name, passwordHash })
        .onConflictDoNothing()
        .returning({ id: user.id })
      // Accepted a moment ago, by a second press or in another tab.
      if (!added) throw signInFirst(invited.email)
    }
    await join(tx, joiner, invited)
    return { slug: invited.slug }
  })
}

type Joiner = Pick<Person, 'userId' | 'name' | 'sessionId'> & { passwordHash: string | null }

async function known(person: Person | null, userId: string, email: string, password: string | undefined, address: string): Promise<Joiner> {
  if (person?.userId === userId) return { ...person, passwordHash: null }
  const signedIn = password ? await signIn({ email, password }, address) : null
  if (!signedIn) throw signInFirst(email)
  return { userId, name: signedIn.name, sessionId: '', passwordHash: null }
}

async function newcomer(input: { name?: string | undefined; password?: string | undefined }): Promise<Joiner> {
  const { name, password } = Newcomer.parse(input)
  return { userId: newId(), name, sessionId: '', passwordHash: await hashPassword(password) }
}

function signInFirst(email: string): ServiceError {
  return new ServiceError('unauthenticated', `Sign in as ${email} to accept this invitation.`)
}
