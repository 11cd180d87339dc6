import { browserOf } from '../auth/browser-of'
import { personFrom } from '../auth/person-from'
import type { Actor, Person } from '../services/actor'
import { memberOf } from '../services/workspaces/member-of'

/** What a call knows of its caller; made once for each request. */
export type Context = {
  person: Person | null
  /** Whose page calls, as it says itself; null where it does not. */
  meant: string | null
  /** The person's membership in the workspace of the address; null for `-` and for strangers. */
  actor: Extract<Actor, { kind: 'member' }> | null
  /** Where the call comes from, for limits. */
  address: string
}

/** In place of a slug: no workspace, for account and sign-in verbs. */
export const NO_WORKSPACE = '-'

export async function contextFor(headers: Headers, slug: string): Promise<Context> {
  const person = await personFrom(headers)
  const actor = person && slug !== NO_WORKSPACE ? await memberOf(person, slug) : null
  return { person, meant: headers.get('x-kaos-person'), actor, address: browserOf(headers).address }
}
