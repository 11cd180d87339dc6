import NextAuth, { CredentialsSignin, type NextAuthConfig } from 'next-auth'
import type { OIDCConfig } from 'next-auth/providers'
import Credentials from 'next-auth/providers/credentials'
import { env } from '../env'
import { log } from '../log'
import { admitIdentity } from '../services/account/admit-identity'
import { endSession } from '../services/account/end-session'
import { openSession, SESSION_DAYS } from '../services/account/open-session'
import { personOfSession } from '../services/account/person-of-session'
import { signIn } from '../services/account/sign-in'
import { ServiceError } from '../services/service-error'
import { browserOf } from './browser-of'

/**
 * Signing in and out. The cookie is an encrypted token that names a `session` row; the row is asked on every request
 * (person-from.ts), so revoking it ends the session whatever the token says. Everything else about people is in services.
 */
export const { handlers } = NextAuth((request) => {
  const { AUTH_SECRET, KAOS_URL } = env()
  // next-auth takes its public address from here, and with it every link and redirect; never from the Host header.
  process.env.AUTH_URL = KAOS_URL
  return configFor(request?.headers ?? new Headers(), AUTH_SECRET)
})

class RateLimited extends CredentialsSignin {
  override code = 'rate-limited'
}

function configFor(headers: Headers, secret: string): NextAuthConfig {
  const browser = browserOf(headers)
  const oidc = oidcProvider()
  return {
    secret,
    basePath: '/api/auth',
    trustHost: true,
    session: { strategy: 'jwt', maxAge: SESSION_DAYS * 86_400 },
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    providers: [
      Credentials({
        credentials: { email: {}, password: {} },
        async authorize(credentials) {
          try {
            return await signIn(credentials, browser.address)
          } catch (error) {
            if (error instanceof ServiceError && error.code === 'limited') throw new RateLimited()
            throw error
          }
        },
      }),
      ...(oidc ? [oidc] : []),
    ],
    callbacks: {
      async signIn({ account, profile, user }) {
        if (account?.provider !== 'oidc') return true
        const person = await admitIdentity({ ...profile, iss: env().OIDC_ISSUER })
        if (!person) return false
        // From here on next-auth means our person, not the provider's subject.
        Object.assign(user, person)
        return true
      },
      async jwt({ token, user }) {
        if (!user?.id) return (await personOfSession(token)) ? token : null
        const name = user.name ?? ''
        return { sub: user.id, sessionId: await openSession({ id: user.id, name }, browser) }
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      async signOut(message) {
        if ('token' in message) await endSession(message.token)
      },
    },
    logger: {
      error(error) {
        if (!(error instanceof CredentialsSignin)) log.warn({ err: error }, 'A sign-in failed')
      },
      warn: () => {},
      debug: () => {},
    },
  }
}

function oidcProvider(): OIDCConfig<Record<string, unknown>> | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env()
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID) return null
  return {
    id: 'oidc',
    name: OIDC_NAME,
    type: 'oidc',
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    ...(OIDC_CLIENT_SECRET ? { clientSecret: OIDC_CLIENT_SECRET } : { client: { token_endpoint_auth_method: 'none' } }),
    authorization: { params: { scope: 'openid email profile' } },
    checks: ['pkce', 'state', 'nonce'],
    // Providers may keep e-mail and name out of the ID token.
    idToken: false,
    profile: (profile) => ({ id: String(profile.sub) }),
  }
}
