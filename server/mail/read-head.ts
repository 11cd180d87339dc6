import { cleanLine } from './clean-text'
import type { ParsedMail } from './parsed-mail'

const LONGEST_HEAD = 64 * 1024

/** The least that can be said of a mail that can't be taken apart: plain looks at its first lines, no parser. */
export function readHead(raw: Uint8Array): ParsedMail {
  const text = Buffer.from(raw.subarray(0, LONGEST_HEAD)).toString('latin1')
  const head = text.split(/\r?\n\r?\n/, 1)[0]?.replace(/\r?\n[ \t]+/g, ' ') ?? ''
  const header = (name: string) =>
    head
      .split(/\r?\n/)
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1) ?? ''
  const from = header('from')
  const address = /<([^<>\s]+@[^<>\s]+)>/.exec(from)?.[1] ?? /[^\s<>]+@[^\s<>]+/.exec(from)?.[0] ?? ''
  return {
    from: { name: '', address: cleanLine(address, 320) },
    to: [],
    subject: cleanLine(header('subject'), 1_000),
    text: '',
    messageId: cleanLine(header('message-id'), 300),
    date: cleanLine(header('date'), 100),
    attachments: [{ name: 'mail.eml', contentType: 'message/rfc822', bytes: raw }],
    notes: [],
  }
}
