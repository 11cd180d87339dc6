import { signInOf } from '@/flow/define/connection'
import { NodeError } from '@/flow/define/node-error'
import type { Answer, Detail } from '@/server/services/asks/kinds'
import { openAttempt } from '@/server/services/connections/oauth/attempt'
import { keepSignIn } from '@/server/services/connections/oauth/keep'
import { definitionOfAccount } from '../capabilities/account/account'
import type { HttpTransport } from '../capabilities/http/http'
import { requestTokens } from './request-tokens'
import { plainHttp } from './with-account'

type Finish = Detail<'connection.finish-sign-in'> & { workspaceId: string; signal: AbortSignal }

/** Turns the code that the browser came back with into tokens, and keeps the account. */
export async function finishSignIn(
  http: HttpTransport,
  { workspaceId, attemptId, sealedCode, signal }: Finish,
): Promise<Answer<'connection.finish-sign-in'>> {
  const attempt = await openAttempt(workspaceId, attemptId, sealedCode)
  const oauth2 = signInOf(definitionOfAccount(attempt.connector), attempt.fields)
  if (!oauth2) throw new NodeError('no_sign_in', 'This app has no sign-in.', { retry: false })
  const client = { clientId: String(attempt.fields.clientId ?? ''), clientSecret: String(attempt.fields.clientSecret ?? '') }
  const tokens = await requestTokens(plainHttp(http, signal), oauth2, client, {
    grant_type: 'authorization_code',
    code: attempt.code,
    redirect_uri: attempt.redirectUri,
    code_verifier: attempt.verifier,
  })
  return { connectionId: await keepSignIn(workspaceId, attempt, { fields: attempt.fields, ...tokens }) }
}
