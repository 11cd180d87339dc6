import { createHmac } from 'node:crypto'
import { env } from '../../env'

/** Before the token, as `CALLBACK_PATH` is for callbacks. */
export const HOOK_PATH = '/hooks/'

/** The unguessable last part of a webhook's URL: known before publishing, the same over all versions. */
export function hookToken(flowId: string, nodeId: string): string {
  return createHmac('sha256', env().AUTH_SECRET).update(`hook:${flowId}:${nodeId}`).digest('base64url').slice(0, 32)
}

/** What stands in an address where a webhook has its token; null: it is none, whosever it may be. */
export function tokenInUrl({ pathname }: URL): string | null {
  return /\/hooks\/([\w-]{32})$/.exec(pathname)?.[1] ?? null
}

export function hookUrl(flowId: string, nodeId: string): string {
  return `${env().KAOS_URL}${HOOK_PATH}${hookToken(flowId, nodeId)}`
}
