import addressparser from 'nodemailer/lib/addressparser/index.js'
import { NodeError } from '@/flow/define/node-error'

export type Person = { name: string; address: string }

const MOST_RECIPIENTS = 100

/** Reads the addresses of one field. What hides a line break or a second field in one is refused, not repaired. */
export function peopleIn(field: string, entries: readonly string[]): Person[] {
  const people = entries.flatMap((entry) => {
    if (/[\p{Cc}\p{Cf}]/u.test(entry.trim())) throw unreadable(field, entry)
    return addressparser(entry.replaceAll(';', ','), { flatten: true })
  })
  return people.map(({ name = '', address = '' }) => {
    const disguised = name.includes('@') && name !== address
    if (!ADDRESS.test(address) || address.length > 254 || disguised) throw unreadable(field, address || name)
    return { name, address }
  })
}

export function notTooMany(people: readonly Person[]): void {
  if (people.length === 0) throw new NodeError('mail_nobody', 'The mail has no recipient.', { retry: false, hint: 'Fill in “To”.' })
  if (people.length <= MOST_RECIPIENTS) return
  throw new NodeError('mail_recipients', `The mail would go to ${people.length} people; ${MOST_RECIPIENTS} is the most.`, {
    retry: false,
    hint: 'Send it to a mailing list, or in a “For each” over smaller groups.',
  })
}

/** Plain addresses only: no quotes, no comments, no routes, which mail servers read in different ways. */
const ADDRESS = /^[^\s@"'(),:;<>[\]\\]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u

function unreadable(field: string, text: string): NodeError {
  const shown = text
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 80)
  return new NodeError('mail_address', `“${shown}” in “${field}” is not a mail address.`, {
    retry: false,
    hint: 'Write name@example.com, or several with commas between them.',
  })
}
