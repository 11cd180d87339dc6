import { eq } from 'drizzle-orm'
import { authDb } from '../../db/client'
import { user } from '../../db/schema'
import { env } from '../../env'
import { DEMO_EMAIL } from './demo'
import { awaitsFirstUser } from './first-user'

export type SignInOptions = {
  /** What the button for the organisation's own sign-in says. */
  oidcName?: string
  /** Nobody has signed up yet: the next person becomes the owner. */
  firstUser: boolean
  /** The demo account is there, with its password in the log of the first start. */
  demo: boolean
}

export async function signInOptions(): Promise<SignInOptions> {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_NAME } = env()
  const [firstUser, [demo]] = await Promise.all([
    awaitsFirstUser(authDb()),
    authDb().select({ id: user.id }).from(user).where(eq(user.email, DEMO_EMAIL)),
  ])
  return { ...(OIDC_ISSUER && OIDC_CLIENT_ID ? { oidcName: OIDC_NAME } : {}), firstUser, demo: demo !== undefined }
}
