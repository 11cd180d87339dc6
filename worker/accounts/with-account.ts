import type { Capabilities } from '@/flow/define/capabilities'
import { signInOf } from '@/flow/define/connection'
import { NodeError } from '@/flow/define/node-error'
import { markBroken, markWhole, reasonOf } from '@/server/services/connections/health'
import { openConnection } from '@/server/services/connections/open'
import { type Account, accountOf, definitionOfAccount } from '../capabilities/account/account'
import type { HttpTransport } from '../capabilities/http/http'
import { renewTokens } from './renew'

type Which = { workspaceId: string; connectionId: string; signal: AbortSignal }

/** Opens an account for as long as `use` takes, and keeps what its owner has to know: that it was refused, or works again. */
export async function withAccount<T>(http: HttpTransport, which: Which, use: (account: Account) => Promise<T> | T): Promise<T> {
  const account = await openAccount(http, which)
  try {
    const result = await use(account)
    if (account.isBroken) await markWhole(which)
    return result
  } catch (thrown) {
    const error = account.cleanError(thrown)
    if (error instanceof NodeError && error.brokenAccount) await markBroken(which, reasonOf(error))
    throw error
  }
}

export async function openAccount(http: HttpTransport, which: Which): Promise<Account> {
  const opened = await openConnection(which.workspaceId, which.connectionId)
  const oauth2 = signInOf(definitionOfAccount(opened.connector), opened.credentials.fields)
  return accountOf(opened, async (used) => (oauth2 ? renewTokens(plainHttp(http, which.signal), oauth2, which, used) : null))
}

/** Tokens come as JSON: there are no files to keep. */
export function plainHttp(http: HttpTransport, signal: AbortSignal): Capabilities['http'] {
  const none = () =>
    Promise.reject(new NodeError('account_renewal', 'The app answered with a file where tokens were due.', { retry: true }))
  return http.forStep({ files: { read: none, write: none }, signal })
}
