import { createHmac } from 'node:crypto'
import { env } from '../../env'

/** Before the token, as `CALLBACK_PATH` is for callbacks. */
export const HOOK_PATH = '/hooks/'

/** The unguessable last part of a webhook's URL: known before publishing, the same over all versions. */
export function hookToken(flowId: string, nodeId: string): string {
  return createHmac('sha256', env().AUTH_SECRET).update(`hook:${flowId}:${nodeId}`).digest('base64url').slice(0, 32)
}

/** Whether an address is that of a webhook of this KAOS, by the name it is known by. */
export function isHookUrl({ origin, pathname }: URL): boolean {
  return pathname.startsWith(HOOK_PATH) && origin === new URL(env().KAOS_URL).origin
}

export function hookUrl(flowId: string, nodeId: string): string {
  return `${env().KAOS_URL}${HOOK_PATH}${hookToken(flowId, nodeId)}`
}
