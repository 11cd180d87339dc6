import { eq } from 'drizzle-orm'
import type { Capabilities } from '@/flow/define/capabilities'
import type { OAuth2 } from '@/flow/define/connection'
import { connection } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { type KeptCredentials, openCredentials, sealCredentials } from '@/server/services/connections/open'
import { requestTokens } from './request-tokens'

type Which = { workspaceId: string; connectionId: string }

/**
 * Fresh tokens in place of the ones that were `used`. One worker asks at a time, under a lock on the account: many apps
 * give each refresh token once, and whoever asks second would lock everybody out. What a person enters meanwhile waits, as it
 * would be lost otherwise. Null where there is nothing to renew.
 */
export function renewTokens(
  http: Capabilities['http'],
  oauth2: OAuth2,
  which: Which,
  used: KeptCredentials,
): Promise<KeptCredentials | null> {
  const { workspaceId, connectionId } = which
  /** Asked for once, also when the transaction has to begin anew. */
  let tokens: Awaited<ReturnType<typeof requestTokens>> | undefined
  return inWorkspace(workspaceId, async (tx) => {
    const [row] = await tx.select().from(connection).where(eq(connection.id, connectionId)).for('no key update')
    if (!row) return null
    const kept = await openCredentials(tx, row)
    if (kept.accessToken !== used.accessToken) return kept
    if (kept.refreshToken === undefined) return null
    const { clientId, clientSecret } = kept.fields
    const client = { clientId: String(clientId ?? ''), clientSecret: String(clientSecret ?? '') }
    tokens ??= await requestTokens(http, oauth2, client, { grant_type: 'refresh_token', refresh_token: kept.refreshToken })
    const fresh = { ...kept, ...tokens }
    await tx
      .update(connection)
      .set({ sealed: await sealCredentials(tx, row, fresh) })
      .where(eq(connection.id, connectionId))
    return fresh
  })
}
