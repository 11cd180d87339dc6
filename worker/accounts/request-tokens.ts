import { z } from 'zod'
import type { Capabilities } from '@/flow/define/capabilities'
import type { OAuth2 } from '@/flow/define/connection'
import { NodeError } from '@/flow/define/node-error'
import { isJsonObject, type Json } from '@/flow/json'
import { databaseTime } from '@/server/services/intake/database-time'

export type Tokens = { accessToken: string; refreshToken?: string; expiresAt?: number }

type Client = { clientId: string; clientSecret: string }
type Grant =
  /** RFC 6749, 4.1.3 with RFC 7636. */
  | { grant_type: 'authorization_code'; code: string; redirect_uri: string; code_verifier: string }
  /** RFC 6749, 6. */
  | { grant_type: 'refresh_token'; refresh_token: string }

const TokensSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().optional(),
})

/** @throws NodeError `account_refused` when the app says no for good, else one that may be tried again */
export async function requestTokens(
  http: Capabilities['http'],
  oauth2: OAuth2,
  { clientId, clientSecret }: Client,
  grant: Grant,
): Promise<Tokens> {
  const client = { client_id: clientId, ...(clientSecret === '' ? {} : { client_secret: clientSecret }) }
  const response = await http.send({
    method: 'POST',
    url: oauth2.tokenUrl,
    headers: { accept: 'application/json' },
    body: { text: new URLSearchParams({ ...grant, ...client }).toString(), contentType: 'application/x-www-form-urlencoded' },
    followRedirects: false,
    timeoutMs: 15_000,
  })
  const tokens = TokensSchema.safeParse(at(response.body, oauth2.tokenAt ?? []))
  if (response.status === 200 && tokens.success) {
    const { access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = tokens.data
    return {
      accessToken,
      ...(refreshToken === undefined ? {} : { refreshToken }),
      ...(seconds === undefined ? {} : { expiresAt: (await databaseTime()) + seconds * 1_000 }),
    }
  }
  if (response.status === 429 || response.status >= 500) {
    throw new NodeError('account_renewal', 'The app gives no access just now.', { retry: true })
  }
  const { error, error_description: said } = isJsonObject(response.body) ? response.body : {}
  const { message, hint } = refusalOf(typeof error === 'string' ? error : '', grant)
  const description = typeof said === 'string' && said.trim() !== '' ? ` It says: “${said.trim().slice(0, 200)}”` : ''
  throw new NodeError('account_refused', message + description, {
    retry: false,
    brokenAccount: true,
    hint,
    detail: { status: response.status, ...(typeof error === 'string' ? { error: error.slice(0, 200) } : {}) },
  })
}

type Refusal = { message: string; hint: string }

/** A code that is taken no more was refused; a sign-in that was good once no longer is. */
function refusalOf(error: string, { grant_type }: Grant): Refusal {
  if (error === 'invalid_grant' && grant_type === 'refresh_token') return LAPSED
  return REFUSALS.get(error) ?? REFUSED
}

const AGAIN = 'Connect the account again under Connections, then retry from this step.'
const CLIENT = 'Compare the client id and secret of the account under Connections with those at the app, then retry from this step.'
const REFUSED: Refusal = { message: 'The app refused access.', hint: AGAIN }
const LAPSED: Refusal = { message: 'The app takes this sign-in no longer: it ran out, or somebody withdrew it.', hint: AGAIN }
/** RFC 6749, 5.2. */
const REFUSALS: ReadonlyMap<string, Refusal> = new Map([
  ['invalid_client', { message: 'The app does not know the client id and secret of this account.', hint: CLIENT }],
  ['unauthorized_client', { message: 'The app lets its client id get no access in this way.', hint: CLIENT }],
])

function at(body: Json, path: readonly string[]): Json {
  return path.reduce<Json>((value, key) => (isJsonObject(value) ? (value[key] ?? null) : null), body)
}
