import { z } from 'zod'
import type { Capabilities } from '@/flow/define/capabilities'
import type { OAuth2 } from '@/flow/define/connection'
import { NodeError } from '@/flow/define/node-error'
import { isJsonObject, type Json } from '@/flow/json'

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
      ...(seconds === undefined ? {} : { expiresAt: Date.now() + seconds * 1_000 }),
    }
  }
  if (response.status === 429 || response.status >= 500) {
    throw new NodeError('account_renewal', 'The app gives no access just now.', { retry: true })
  }
  const said = isJsonObject(response.body) ? (response.body.error_description ?? response.body.error) : null
  throw new NodeError('account_refused', `The app refused access${typeof said === 'string' ? `: ${said.slice(0, 200)}` : ''}.`, {
    retry: false,
    brokenAccount: true,
    hint: 'Connect the account again under Connections, then retry from this step.',
  })
}

function at(body: Json, path: readonly string[]): Json {
  return path.reduce<Json>((value, key) => (isJsonObject(value) ? (value[key] ?? null) : null), body)
}
