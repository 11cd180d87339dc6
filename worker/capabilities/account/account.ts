import { catalogue } from '@/connectors/catalogue'
import type { HttpRequest } from '@/flow/define/capabilities'
import type { Connection, ConnectionDefinition } from '@/flow/define/connection'
import { NodeError } from '@/flow/define/node-error'
import type { KeptCredentials, OpenConnection } from '@/server/services/connections/open'
import { databaseTime } from '@/server/services/intake/database-time'
import { type Redact, redactJson, redactor } from './redact'

const SOON_MS = 60_000

/** An open account as capabilities use it: secrets go in, and never come out again. */
export type Account = {
  connector: string
  connection: Connection
  /** For capabilities that speak other protocols (mail). A field, renewed in place: with a getter it would outlive its step (worker/engine/append.ts). */
  readonly credentials: KeptCredentials
  hosts: readonly string[]
  /** It was refused when it was used last. */
  isBroken: boolean
  authorize(request: HttpRequest): HttpRequest
  /** Renews tokens that end soon: a call takes a while to get there. */
  freshen(): Promise<void>
  /** Gets fresh tokens where the account has some. False: there are none to get. */
  renew(): Promise<boolean>
  redact: Redact
  /** The same error without secrets. */
  cleanError(error: unknown): unknown
}

export type Renew = (used: KeptCredentials) => Promise<KeptCredentials | null>

/** `now`: one clock for all who use the account, whoever it was that got its tokens. */
export function accountOf(opened: OpenConnection, renew: Renew, now: () => Promise<number> = databaseTime): Account {
  const definition = definitionOfAccount(opened.connector)
  const { sandbox } = opened.connection
  let redact = redactor(sandbox ? [] : secretsIn(definition, opened.credentials))
  const account = {
    connector: opened.connector,
    connection: opened.connection,
    credentials: opened.credentials,
    hosts: sandbox ? definition.hosts : opened.hosts, // requests to a sandbox name the vendor’s hosts
    isBroken: opened.isBroken,
    authorize: (request: HttpRequest) => definition.authorize?.(request, account.credentials) ?? request,
    async freshen() {
      const { expiresAt } = account.credentials
      if (expiresAt !== undefined && expiresAt < (await now()) + SOON_MS) await account.renew()
    },
    async renew() {
      const fresh = await renew(account.credentials)
      if (!fresh) return false
      account.credentials = fresh
      redact = redactor(secretsIn(definition, fresh))
      return true
    },
    redact: (text: string) => redact(text),
    cleanError: (error: unknown) => (error instanceof NodeError ? cleaned(error, (text) => redact(text)) : error),
  }
  return account
}

/** @throws NodeError when the app has gone, or has no accounts */
export function definitionOfAccount(connector: string): ConnectionDefinition {
  const definition = catalogue.find(({ id }) => id === connector)?.connection
  if (definition) return definition
  throw new NodeError('connector_gone', 'The app of this account is not there any more.', {
    retry: false,
    hint: 'Ask whoever runs KAOS to add the app again, or use another step.',
  })
}

function secretsIn({ fields, authorize }: ConnectionDefinition, credentials: KeptCredentials): string[] {
  const filledIn = Object.entries(fields.shape).flatMap(([name, schema]) => {
    const value = credentials.fields[name]
    return schema.meta()?.secret && typeof value === 'string' ? [value] : []
  })
  const { accessToken, refreshToken } = credentials
  return [...filledIn, ...sentBy(authorize, credentials), ...[accessToken, refreshToken].flatMap((token) => token ?? [])]
}

/** `Basic dXNlcjpwYXNz`: what is sent need not contain what was filled in. */
function sentBy(authorize: ConnectionDefinition['authorize'], credentials: KeptCredentials): string[] {
  try {
    const { headers = {} } = authorize?.({ method: 'GET', url: '' }, credentials) ?? {}
    return Object.values(headers).flatMap((value) => value.split(' ').slice(-1))
  } catch (error) {
    if (error instanceof NodeError) return [] // an account that is not complete sends nothing
    throw error
  }
}

function cleaned(error: NodeError, redact: Redact): NodeError {
  const { code, message, hint, detail, retry, unsure, brokenAccount, retryAfterMs } = error
  return new NodeError(code, redact(message), {
    retry,
    unsure,
    brokenAccount,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(hint === undefined ? {} : { hint: redact(hint) }),
    ...(detail === undefined ? {} : { detail: redactJson(detail, redact) }),
  })
}
