import { isDatabaseAway } from '@/server/db/away'
import { hopsBefore } from '@/server/services/calls/hops'
import { hookHeaders } from '@/server/services/intake/hook-hops'
import { triggerOfToken } from '@/server/services/intake/trigger-of-token'
import { tokenInUrl } from '@/server/services/triggers/hook-token'

/** Headers the transport itself adds to a request to this address. */
export type Marks = (url: URL) => Promise<Record<string, string>>

/**
 * What a run says when it calls a webhook of this KAOS, so that flows that call one another for ever are stopped. It is known by
 * its token, under whatever name: nobody else has an address that ends so.
 */
export function hookMarks(workspaceId: string, runId: string): Marks {
  return async (url) => {
    const token = tokenInUrl(url)
    if (token === null) return {}
    try {
      return (await triggerOfToken(token)) ? hookHeaders(await hopsBefore(workspaceId, runId)) : {}
    } catch (error) {
      // While the database is away our webhooks take no call either, and others' have nothing to do with it.
      if (isDatabaseAway(error)) return {}
      throw error
    }
  }
}
