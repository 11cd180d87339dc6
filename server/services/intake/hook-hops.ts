import { HOPS_HEADER, hopsSaid } from '../../mail/hops'
import type { Hops } from '../calls/hops'

/** What a call of our own webhook says besides the mails: so many flows in a row have called one another's webhooks, with this call. */
export const HOOK_HOPS_HEADER = 'X-KAOS-Hook-Hops'

/** A flow that calls itself for the next page does so some dozen times; more is a loop (loops.decision.md). */
const MOST_HOOK_HOPS = 100

/** For the call that a run makes: it is one more. */
export function hookHeaders({ mails, hooks }: Hops): Record<string, string> {
  return { [HOPS_HEADER]: String(mails), [HOOK_HOPS_HEADER]: String(hooks + 1) }
}

/** Of a call that arrived; names of headers in lower case. */
export function hookHopsIn(headers: Readonly<Record<string, string>>): Hops {
  const said = (name: string) => hopsSaid(headers[name.toLowerCase()] ?? '')
  return { mails: said(HOPS_HEADER), hooks: said(HOOK_HOPS_HEADER) }
}

/** Why a call starts nothing, in words for the people of the flow that makes it; null when it does. */
export function whyLooping({ hooks }: Hops): string | null {
  if (hooks <= MOST_HOOK_HOPS) return null
  return `This call goes round in a loop: ${MOST_HOOK_HOPS} flows in a row called one another’s webhooks. Look at what this flow calls, and what that calls.`
}
