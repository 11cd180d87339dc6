import type { FileRef } from '@/flow/define/file-ref'

/** Escaped as Slack wants it; `isMarkup`: with `*bold*` and the like in it. */
export type MessageText = { text: string; isMarkup: boolean }

export type Press = { waitId: string; decision: 'approved' | 'rejected' }

export type MessageButton = { label: string; look: 'primary' | 'danger' | 'plain'; url: string | null; press: Press | null }

export type MessageBlock =
  | { kind: 'header'; text: string }
  | { kind: 'section'; text: MessageText | null; fields: readonly MessageText[] }
  | { kind: 'context'; elements: readonly MessageText[] }
  | { kind: 'buttons'; buttons: readonly MessageButton[] }
  | { kind: 'divider' }

export type ChannelMessage = {
  ts: string
  at: Date
  isEdited: boolean
  inThread: boolean
  text: string
  blocks: readonly MessageBlock[]
}

/** One channel of a sandbox's Slack, among the others. */
export type Channel = {
  name: string
  channels: readonly { id: string; name: string; messages: number }[]
  channel: string
  messages: readonly ChannelMessage[]
}

export type Person = { name: string; address: string }

export type OutboxItem = { id: string; at: Date; to: readonly Person[]; subject: string; beginning: string; attachments: number }

export type OutboxMail = {
  id: string
  at: Date
  from: Person
  to: readonly Person[]
  cc: readonly Person[]
  replyTo: readonly Person[]
  subject: string
  text: string
  attachments: readonly FileRef[]
}
