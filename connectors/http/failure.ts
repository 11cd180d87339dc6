import type { HttpResponse } from '@/flow/define/capabilities'
import type { Effect } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'

const HINTS: Record<number, string> = {
  400: 'Check the values sent; the answer below often names the wrong one.',
  401: 'The service wants a sign-in. Check the credentials in the headers or the connection.',
  403: 'The credentials are known but not allowed to do this.',
  404: 'Check the address; nothing is there.',
  405: 'The address exists but does not take this method.',
  413: 'The service finds the data too large.',
  409: 'What is sent clashes with what the service has already, often because it was sent before.',
  422: 'The service understood but refuses the values; the answer below often names the wrong one.',
  508: 'Flows or services call one another in a loop. Let one of them stop, for example with a condition before this step.',
  429: 'It was asked too often. Let the step try again later under “If it fails”, or set a limit at the account.',
}

const REFUSED = 'The service does not take the request. Its answer stands in what was recorded.'

/**
 * Another attempt helps when the service turned the request away unprocessed (429, 503), and after other 5xx only where
 * repeating is harmless: an unsafe request may have been carried out before the service stumbled.
 */
export function failureOf(response: HttpResponse, effect: Effect): NodeError {
  const { status } = response
  const turnedAway = status === 429 || status === 503
  const stumbled = (status === 408 || status >= 500) && status !== 508
  const retry = turnedAway || (stumbled && effect !== 'unsafe')
  return new NodeError(`http_${status}`, `The service answered ${status}${reasonIn(response.body)}.`, {
    retry,
    retryAfterMs: retry ? retryAfter(response.headers['retry-after'], response.headers.date) : undefined,
    hint: HINTS[status] ?? (status >= 500 ? 'The service itself has a problem. Try again later.' : REFUSED),
    detail: { status, body: response.body },
  })
}

/** What asks for more is tried again within a day all the same, whoever waits: a step, a look whether it happened, a feed. */
const LONGEST_WAIT_MS = 86_400_000

/** Seconds, or an HTTP date measured against the service's own clock. */
export function retryAfter(value: string | undefined, serverDate: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const wait = /^\d+$/.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - Date.parse(serverDate ?? '')
  return Number.isNaN(wait) ? undefined : Math.min(LONGEST_WAIT_MS, Math.max(0, wait))
}

function reasonIn(body: Json): string {
  const said =
    typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body.message ?? body.error_description ?? body.error ?? body.detail ?? body.title)
      : null
  return typeof said === 'string' && said.length <= 200 ? `: ${said.replace(/\.$/, '')}` : ''
}
