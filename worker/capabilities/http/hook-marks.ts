import { hopsBefore } from '@/server/services/calls/hops'
import { hookHeaders } from '@/server/services/intake/hook-hops'
import { isHookUrl } from '@/server/services/triggers/hook-token'

/** Headers the transport itself adds to a request to this address. */
export type Marks = (url: URL) => Promise<Record<string, string>>

/** What a run says when it calls a webhook of this KAOS, so that flows that call one another for ever are stopped. */
export function hookMarks(workspaceId: string, runId: string): Marks {
  return async (url) => (isHookUrl(url) ? hookHeaders(await hopsBefore(workspaceId, runId)) : {})
}
