import { createHash, randomUUID } from 'node:crypto'
import type { Capabilities, OutgoingMail } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import { idWithHops } from '@/server/mail/hops'
import { notTooMany, type Person, peopleIn } from './addresses'

const LARGEST = 25 * 1024 * 1024

export type Composed = {
  from: Person
  to: Person[]
  cc: Person[]
  replyTo: Person[]
  subject: string
  text: string
  html: string | undefined
  messageId: string
  hops: number
  attachments: { filename: string; contentType: string; content: Buffer }[]
}

/** `hops`: so many flows in a row have mailed one another, with this mail. */
export async function compose(mail: OutgoingMail, from: Person, hops: number, files: Capabilities['files']): Promise<Composed> {
  const head = headOf(mail, from, hops)
  const attachments = await Promise.all(
    (mail.attachments ?? []).map(async (ref) => {
      const { name, contentType } = ref.$file
      return { filename: name, contentType, content: Buffer.from(await files.read(ref)) }
    }),
  )
  const size = attachments.reduce((sum, { content }) => sum + content.length, 0)
  if (size > LARGEST) {
    throw new NodeError('mail_size', 'The attachments are larger than 25 MB together.', { retry: false, hint: 'Send a link instead.' })
  }
  return { ...head, attachments }
}

export function headOf(
  { to, cc = [], replyTo, subject, text, html, key }: OutgoingMail,
  from: Person,
  hops: number,
): Omit<Composed, 'attachments'> {
  const people = {
    to: peopleIn('To', to),
    cc: peopleIn('Cc', cc),
    replyTo: replyTo === undefined ? [] : peopleIn('Answers go to', [replyTo]),
  }
  notTooMany([...people.to, ...people.cc])
  // A line break in a subject would start a header of its own. What joins letters (Persian) and emoji does nothing but that.
  const line = subject.replace(/(?:[\p{Cc}\u2028\u2029]|(?![\u200c\u200d])\p{Cf})+/gu, ' ').trim()
  return { from, ...people, subject: line, text, html, messageId: messageIdFor(key, from, hops), hops }
}

/** The same key gives the same id: whoever gets a mail twice can tell. */
function messageIdFor(key: string | undefined, { address }: Person, hops: number): string {
  const unique = key === undefined ? randomUUID() : createHash('sha256').update(`mail:${key}`).digest('hex').slice(0, 32)
  return idWithHops(unique, hops, address.split('@').at(-1) ?? '')
}
