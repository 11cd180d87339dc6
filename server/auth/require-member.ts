import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { type Me, me } from '../services/account/me'
import { type CurrentWorkspace, currentWorkspace } from '../services/workspaces/current'
import { memberOf } from '../services/workspaces/member-of'
import { askedPath } from './asked-path'
import { personFrom } from './person-from'

/** For pages of a workspace: who is here and what they may do, or off to sign in, or nothing here. Services decide again. */
export async function requireMember(slug: string): Promise<{ me: Me; workspace: CurrentWorkspace }> {
  const asked = await headers()
  const person = await personFrom(asked)
  if (!person) redirect(`/sign-in?next=${encodeURIComponent(askedPath(asked, slug))}`)
  const actor = await memberOf(person, slug)
  if (!actor) notFound()
  const [self, workspace] = await Promise.all([me(person), currentWorkspace({ actor })])
  return { me: self, workspace }
}
