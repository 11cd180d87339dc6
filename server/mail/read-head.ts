import { cleanLine } from './clean-text'
import { headersIn } from './headers-in'
import { hopsIn } from './hops'
import type { ParsedMail } from './parsed-mail'

/** The least that can be said of a mail that can't be taken apart. */
export function readHead(raw: Uint8Array): ParsedMail {
  const header = headersIn(raw)
  const from = header('from')
  const address = /<([^<>\s]+@[^<>\s]+)>/.exec(from)?.[1] ?? /[^\s<>]+@[^\s<>]+/.exec(from)?.[0] ?? ''
  return {
    from: { name: '', address: cleanLine(address, 320) },
    to: [],
    subject: cleanLine(header('subject'), 1_000),
    text: '',
    messageId: cleanLine(header('message-id'), 300),
    date: cleanLine(header('date'), 100),
    hops: hopsIn(raw),
    attachments: [{ name: 'mail.eml', contentType: 'message/rfc822', bytes: raw }],
    notes: [],
  }
}
