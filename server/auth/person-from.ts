import { getToken } from 'next-auth/jwt'
import { env } from '../env'
import { personOfSession } from '../services/account/person-of-session'
import type { Person } from '../services/actor'

/** Who sent these headers: the cookie names a session row, and the row decides. */
export async function personFrom(headers: Headers): Promise<Person | null> {
  const cookie = headers.get('cookie')
  if (!cookie) return null
  const { AUTH_SECRET, KAOS_URL } = env()
  // Only the cookie: getToken would take the same token as a Bearer header too.
  const claims = await getToken({
    req: { headers: new Headers({ cookie }) },
    secret: AUTH_SECRET,
    secureCookie: KAOS_URL.startsWith('https:'),
  })
  return claims ? personOfSession(claims) : null
}
