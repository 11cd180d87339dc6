import type { Capabilities } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'

const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * The capabilities in mode `block`, the second net under a test that does nothing outside: the first holds back every step
 * that says it changes something; these refuse one that changes something and does not say so.
 */
export function blockedHttp(http: Capabilities['http']): Capabilities['http'] {
  return {
    send: async (request) => (READS.has(request.method.toUpperCase()) ? http.send(request) : refuse(`the ${request.method} request`)),
  }
}

export function blockedMail(mail: Capabilities['mail']): Capabilities['mail'] {
  return { verify: mail.verify, send: async () => refuse('the mail') }
}

function refuse(what: string): never {
  throw new NodeError('blocked_in_test', `This was a test, so ${what} was not sent.`, {
    retry: false,
    hint: 'Pin what the step should give, or run the test for real.',
  })
}
