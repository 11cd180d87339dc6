import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { newId } from '../../db/id'
import { identity, invitation, user } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { inAccounts } from '../../db/tenancy'
import { join } from '../members/join'
import { isOpen } from '../members/open-invitation'
import { NameSchema } from '../names'
import { EmailSchema } from './email'

const Profile = z.object({
  iss: z.string(),
  sub: z.string().min(1),
  email: z.unknown(),
  email_verified: z.unknown(),
  name: z.unknown(),
})

/**
 * The person behind a sign-in at the OIDC provider, or null. Somebody known is known by issuer and subject alone;
 * a new identity is let in only by an address the provider has verified, and only to an existing or invited account.
 */
export async function admitIdentity(profile: unknown): Promise<{ id: string; name: string; email: string } | null> {
  const parsed = Profile.safeParse(profile)
  if (!parsed.success) return null
  const { iss: issuer, sub: subject, ...claims } = parsed.data
  return inAccounts(async (tx) => {
    const [known] = await tx
      .select({ id: user.id, name: user.name, email: user.email })
      .from(identity)
      .innerJoin(user, eq(user.id, identity.userId))
      .where(and(eq(identity.issuer, issuer), eq(identity.subject, subject)))
    if (known) return known
    const email = EmailSchema.safeParse(claims.email)
    if (!email.success || claims.email_verified !== true) return null
    const person = (await accountOf(tx, email.data)) ?? (await invited(tx, email.data, claims.name))
    if (person) await tx.insert(identity).values({ id: newId(), userId: person.id, issuer, subject })
    return person
  })
}

async function accountOf(tx: Tx, email: string) {
  const [found] = await tx
    .select({ id: user.id, name: user.name, email: user.email })
    .from(user)
    .where(eq(sql`lower(${user.email})`, email))
  return found ?? null
}

/** The provider vouches for the address, so an open invitation to it needs no link. */
async function invited(tx: Tx, email: string, givenName: unknown) {
  const invitations = await tx
    .select({ id: invitation.id, workspaceId: invitation.workspaceId, role: invitation.role })
    .from(invitation)
    .where(and(eq(invitation.email, email), isOpen()))
  if (invitations.length === 0) return null
  const name = NameSchema.safeParse(givenName).data ?? email
  const id = newId()
  await tx.insert(user).values({ id, email, name })
  for (const open of invitations) await join(tx, { userId: id, name, sessionId: '' }, open)
  return { id, name, email }
}
