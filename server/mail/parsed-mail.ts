import type { MailArrived } from '@/flow/define/mail-arrived'

export type MailFile = { name: string; contentType: string; bytes: Uint8Array }

/** A mail as data; its attachments are still in memory and become references when the mail is accepted. */
export type ParsedMail = Omit<MailArrived, 'receivedAt' | 'attachments'> & {
  attachments: MailFile[]
  /** The header as it came, to tell apart mails that have no id. */
  date: string
  /** So many flows in a row have mailed one another (hops.ts). */
  hops: number
}

/** No mail is taken that is larger; mail servers out there seldom let more through. */
export const LARGEST_MAIL = 25 * 1024 * 1024
