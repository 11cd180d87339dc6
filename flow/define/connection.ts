import type { z } from 'zod'
import type { JsonObject } from '../json'
import type { Capabilities, HttpRequest } from './capabilities'

/**
 * How an account at an app is kept and used. Nodes never see a secret: the capability that calls the app puts it on the
 * request, and only for `hosts`.
 */
export type ConnectionDefinition = {
  /** What a person fills in. Fields with `.meta({ secret: true })` are sealed and never shown again. */
  fields: z.ZodObject
  /** What one is called, when not an account. */
  noun?: string
  /** Where its secrets may be sent: `api.xero.com`, or `*.xero.com`. Empty: what `hostsOf` says. */
  hosts: readonly string[]
  /** For servers people run themselves: the hosts named in the fields. */
  hostsOf?: (fields: JsonObject) => readonly string[]
  /** How one signs in there; a function where it depends on what was filled in, null where it then is by hand. */
  oauth2?: OAuth2 | ((fields: JsonObject) => OAuth2 | null)
  /** Of such an app: with which of a field's values one signs in. */
  signsInIf?: { param: string; in: readonly string[] }
  /** Puts the credentials on a request that goes to one of the hosts. Pure. */
  authorize?: (request: HttpRequest, credentials: Credentials) => HttpRequest
  /** The app calls back about an account: what the address is called there, and where it is entered. */
  callback?: { title: string; description: string }
  /** What steps use that go without an account, in words. */
  without?: string
  /** There is a sandbox of it inside KAOS (server/sandbox). */
  sandbox: boolean
  /** Asks the app who this is; fails with a NodeError that says what to do. */
  test: (context: { use: Capabilities; connection: Connection; signal: AbortSignal }) => Promise<{ account: string; settings?: JsonObject }>
}

/** The authorisation code flow, RFC 6749 with PKCE (RFC 7636). Client id and secret are fields `clientId`, `clientSecret`. */
export type OAuth2 = {
  authorizationUrl: string
  tokenUrl: string
  scopes: readonly string[]
  /** Between scopes; a space, as RFC 6749 has it, unless set. */
  scopeSeparator?: string
  /** Extra parameters of the authorisation request. */
  parameters?: Readonly<Record<string, string>>
  /** Where the answer to the code keeps the access token, when not at its top. */
  tokenAt?: readonly string[]
}

/** Opened for the length of one call: the filled-in fields and, after OAuth, the tokens. */
export type Credentials = { fields: JsonObject; accessToken?: string }

/** What a node may know of the connection it uses. */
export type Connection = { id: string; name: string; sandbox: boolean; settings: JsonObject }

/** How one signs in at an app with what was filled in; null: not at all. */
export function signInOf({ oauth2 }: ConnectionDefinition, fields: JsonObject): OAuth2 | null {
  return typeof oauth2 === 'function' ? oauth2(fields) : (oauth2 ?? null)
}
