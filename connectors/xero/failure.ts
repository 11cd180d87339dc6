import type { HttpResponse } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import { isJsonObject, type Json } from '@/flow/json'
import { retryAfter } from '../http/failure'

type Words = { message: string; hint?: string; retry?: boolean }

/** What Xero's answer means for the person who looks at the run. Every write carries a key, so another attempt is harmless. */
export function failureOf({ status, headers, body }: Pick<HttpResponse, 'status' | 'headers' | 'body'>): NodeError {
  const { message, hint, retry = false } = status === 400 ? refused(body) : wordsFor(status, headers, body)
  return new NodeError(`xero_${status}`, message, {
    retry,
    hint,
    brokenAccount: status === 401,
    retryAfterMs: retry ? retryAfter(headers['retry-after'], headers.date) : undefined,
    detail: { status, body },
  })
}

function wordsFor(status: number, headers: Record<string, string>, body: Json): Words {
  switch (status) {
    case 401:
      return {
        message: 'Xero does not accept the sign-in of this account any more.',
        hint: 'Open Connections and connect the account to Xero again.',
      }
    case 403:
      return {
        message: `Xero does not let this account do that${saidIn(body)}.`,
        hint: 'Connect it again and choose the organisation. The person who signs in needs the right to enter bills there.',
      }
    case 404:
      return {
        message: 'Xero has nothing under this id.',
        hint: 'Check the bill’s id, and that the step uses the account of the organisation in which the bill was made.',
      }
    case 409:
      return { message: 'Xero is still at work on the same request.', retry: true }
    case 413:
      return { message: 'Xero finds the file too large.', hint: 'Xero takes files of up to 10 MB.' }
    case 429:
      return { ...tooMuch(headers['x-rate-limit-problem']), retry: true }
  }
  if (status === 408 || status >= 500) {
    return { message: `Xero has a problem of its own (${status})${saidIn(body)}.`, hint: 'Nothing is wrong with the bill.', retry: true }
  }
  return { message: `Xero answered ${status}${saidIn(body)}.` }
}

function tooMuch(problem: string | undefined): Words {
  if (problem === 'day')
    return { message: 'This organisation has used up its requests to Xero for today.', hint: 'It goes on when Xero allows it again.' }
  return { message: 'Xero gets too many requests just now.', hint: 'It goes on as soon as Xero allows it.' }
}

function refused(body: Json): Words {
  const said = [...new Set(validationMessages(body))].map((message) => (/[.!?]$/.test(message) ? message : `${message}.`))
  if (said.length > 0)
    return { message: `Xero refuses it: ${said.join(' ')}`, hint: 'Mend the values in the step or the document, then run it again.' }
  return { message: `Xero refuses it${saidIn(body)}.`, hint: 'Check the values that this step sends.' }
}

/** Xero hangs its messages on the bill, its contact or its lines, whichever is wrong. */
function validationMessages(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(validationMessages)
  if (!isJsonObject(value)) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'ValidationErrors' && Array.isArray(inner)
      ? inner.flatMap((error) => (isJsonObject(error) && typeof error.Message === 'string' ? [error.Message.slice(0, 500)] : []))
      : validationMessages(inner),
  )
}

function saidIn(body: Json): string {
  const said = isJsonObject(body) ? (body.Detail ?? body.Message ?? body.Title) : null
  return typeof said === 'string' && said !== '' && said.length <= 300 ? `: ${said.replace(/\.$/, '')}` : ''
}
