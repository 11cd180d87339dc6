import { env } from '../../env'
import { isToken, type Sealed, sealedToken } from '../sealed-token'

/** A link of one step of one run. */
export type CallbackLink = { workspaceId: string; id: string; runId: string; step: string }

/** Behind it, the token: `/callbacks/wait/<token>`. */
export const CALLBACK_PATH = '/callbacks/wait/'

const PURPOSE = 'kaos callback link 1'

/** Follows from the row and the installation's secret, so nothing that could be stolen is kept. */
export function callbackUrl(link: CallbackLink): string {
  return `${env().KAOS_URL}${CALLBACK_PATH}${sealedToken(PURPOSE, sealedOf(link))}`
}

/** The token of an address; null where it is no address of ours. */
export function tokenIn(url: string): string | null {
  const start = `${env().KAOS_URL}${CALLBACK_PATH}`
  return url.startsWith(start) ? url.slice(start.length) : null
}

export function isLink(token: string, link: CallbackLink): boolean {
  return isToken(PURPOSE, token, sealedOf(link))
}

function sealedOf({ workspaceId, id, runId, step }: CallbackLink): Sealed {
  return { workspaceId, id, bound: [runId, step] }
}
