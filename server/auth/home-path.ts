import { cookies, headers } from 'next/headers'
import { me } from '../services/account/me'
import { personFrom } from './person-from'

/** Set by the shell to the slug of the workspace last looked at. */
export const LAST_WORKSPACE_COOKIE = 'kaos-workspace'

/** Where `/` leads: the last workspace, else the first; a stranger signs in. */
export async function homePath(): Promise<string> {
  const person = await personFrom(await headers())
  if (!person) return '/sign-in'
  const { workspaces } = await me(person)
  const last = (await cookies()).get(LAST_WORKSPACE_COOKIE)?.value
  const home = workspaces.find(({ slug }) => slug === last) ?? workspaces[0]
  return home ? `/w/${home.slug}` : '/sign-in'
}
