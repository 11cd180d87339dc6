import { NodeError } from '@/flow/define/node-error'

const HINT = 'Check the name of the server and the port. If they are right, it is down or not reachable from here: try again later.'

const REASONS: readonly [RegExp, string][] = [
  [/ENOTFOUND|EDNS/, 'no server has this name'],
  [/EAI_AGAIN/, 'its name could not be looked up just now'],
  [/ECONNREFUSED/, 'it refuses connections'],
  [/EHOSTUNREACH|ENETUNREACH/, 'no way leads there from here'],
  [/ETIMEDOUT|timeout|Greeting never received/i, 'it did not answer in time'],
  [/ECONNRESET|EPIPE|closed/i, 'it broke off the connection'],
]

/** A mail server, for sending or reading, with which there was no connection. `code` and `words`: the socket's. */
export function notReached(host: string, code: string, words: string): NodeError {
  const reason = REASONS.find(([sign]) => sign.test(`${code} ${words}`))?.[1] ?? words
  return new NodeError('mail_unreachable', `${host} can’t be reached: ${reason}.`, { retry: true, hint: HINT })
}
