import type { ApprovalRequest, ApprovalResult } from '@/flow/define/approval'
import type { HttpRequest, HttpResponse } from '@/flow/define/capabilities'
import type { Json, JsonObject } from '@/flow/json'
import { bold, button, buttons, header, LIMITS, marked, markup, moment, note, oneLine, paragraph, smallPrint, table } from './blocks'
import { escapeShort } from './escape'
import { type Message, type MessageReference, postMessage, referenceIn, updateMessage } from './message'

export const APPROVE = 'kaos.approve'
export const REJECT = 'kaos.reject'
export const OPEN = 'kaos.open'

export type Asked = {
  request: ApprovalRequest
  /** The wait that a decision ends: the value of both buttons. */
  waitId: string
  /** The approval's page. */
  link: string
  flowName: string
  startedBy: string | null
  /** Nothing real hangs on it. */
  isTest: boolean
}

/** How it stands; `by` may hold approvals while more are needed. */
export type Standing = Pick<ApprovalResult, 'by' | 'edits'>
export type Settled = Standing & { decision: ApprovalResult['decision'] | 'cancelled' }

/** The question as a Slack message with its buttons. */
export function approvalCard(asked: Asked, standing: Standing = { by: [], edits: [] }): Message {
  const { request, waitId, link } = asked
  return card('Approval needed', asked, {
    foot: [
      ...progress(request, standing),
      ...smallPrint(...notes(request.standing)),
      buttons(
        button('Approve', { action_id: APPROVE, value: waitId, style: 'primary' }),
        button('Reject', { action_id: REJECT, value: waitId, style: 'danger' }),
        button('Open and read', { action_id: OPEN, url: link }),
      ),
    ],
  })
}

/** The same message after the decision: who decided, what was changed, and no buttons. */
export function settledCard(asked: Asked, settled: Settled): Message {
  const { title, words } = outcomeOf(settled)
  return card(title, asked, {
    outcome: [marked(words), ...smallPrint(...comments(settled)), ...changes(asked.request, settled)],
    foot: [buttons(button('Open', { action_id: OPEN, url: asked.link }))],
  })
}

export function postCard(channel: string, card: Message): HttpRequest {
  return postMessage(channel, card)
}

export function updateCard(reference: MessageReference, card: Message): HttpRequest {
  return updateMessage(reference, card)
}

/** Where the card is now. @throws NodeError in words when Slack refused it */
export function cardIn(response: HttpResponse, was: 'posted' | 'updated'): MessageReference {
  return referenceIn(response, was === 'posted' ? 'unsafe' : 'keyed')
}

type Parts = { outcome?: readonly JsonObject[]; foot: readonly JsonObject[] }

function card(title: string, { request, flowName, startedBy, isTest }: Asked, { outcome = [], foot }: Parts): Message {
  const { question, message, reason, fields, document } = request
  const head = [
    header(question),
    ...outcome,
    ...(question.length > LIMITS.header ? [paragraph(question)] : []),
    ...(message.trim() === '' ? [] : [paragraph(message)]),
  ]
  const about = smallPrint(
    ...notes(reason, 'Why: '),
    ...notes(document?.file.$file.name ?? '', 'Document: '),
    note(`From: ${flowName}${isTest ? ' (a test)' : ''}${startedBy === null ? '' : `, started by ${startedBy}`}`),
  )
  const { rows, isAll } = rowsOf(fields)
  const values = table(rows)
  const room = LIMITS.blocks - head.length - about.length - foot.length - 1
  const left = isAll && values.length <= room ? [] : smallPrint(note('More values are on the approval’s page.'))
  return {
    text: escapeShort(oneLine(`${title}: ${question}`), LIMITS.text),
    blocks: [...head, ...values.slice(0, room), ...left, ...about, ...foot],
  }
}

/** Slack also refuses a message that is too long as a whole, without saying where that begins. */
const MOST_IN_VALUES = 8_000
const LONGEST_VALUE = 300

function rowsOf(fields: ApprovalRequest['fields']): { rows: { name: string; value: string }[]; isAll: boolean } {
  let size = 0
  const all = fields.map(({ key, label, shown, confidence }) => ({ name: label || key, value: valued(shortened(shown), confidence) }))
  const rows = all.filter(({ name, value }) => {
    size += name.length + value.length
    return size <= MOST_IN_VALUES
  })
  return { rows, isAll: rows.length === all.length }
}

function notes(text: string, before = ''): JsonObject[] {
  return text.trim() === '' ? [] : [note(`${before}${text}`)]
}

/** Below this, a person should look at the document before believing it. */
const SURE = 0.8

function valued(shown: string, confidence: number | undefined): string {
  return confidence !== undefined && confidence < SURE ? `${shown} (unsure, ${Math.round(confidence * 100)} %)` : shown
}

function progress({ needed }: ApprovalRequest, { by }: Standing): JsonObject[] {
  if (needed === 1 || by.length === 0) return []
  return smallPrint(markup(`${by.length} of ${needed} approvals so far: ${deciders(by)}`))
}

function outcomeOf({ decision, by }: Settled): { title: string; words: string } {
  switch (decision) {
    case 'approved':
      return { title: 'Approved', words: `:white_check_mark: Approved by ${deciders(by)}` }
    case 'rejected':
      return { title: 'Rejected', words: `:x: Rejected by ${deciders(by.slice(-1))}` }
    case 'expired':
      return { title: 'Expired', words: ':hourglass: Nobody decided in time.' }
    case 'cancelled':
      return { title: 'Cancelled', words: ':no_entry_sign: The run was cancelled; nothing is left to decide.' }
  }
}

/** As many as fit a text; a quorum is rarely more. */
const MOST_NAMES = 15

function deciders(by: ApprovalResult['by']): string {
  const named = by.slice(0, MOST_NAMES).map(({ name, at }) => [bold(name), moment(at)].filter(Boolean).join(', '))
  return [...named, ...(by.length > MOST_NAMES ? [`${by.length - MOST_NAMES} more`] : [])].join('; ')
}

function comments({ by }: Standing): JsonObject[] {
  return by.flatMap(({ name, comment }) => (comment.trim() === '' ? [] : [note(`${name}: “${oneLine(comment)}”`)]))
}

const MOST_CHANGES = 20

/** Edits are listed beside what was read. */
function changes({ fields }: ApprovalRequest, { edits, by: deciders }: Standing): JsonObject[] {
  if (edits.length === 0) return []
  const rows = edits.slice(0, MOST_CHANGES).map(({ key, from, to, by }) => {
    const label = fields.find((field) => field.key === key)?.label || key
    const who = deciders.find(({ decider }) => decider === by)?.name ?? by
    return { name: label, value: `${worded(from)} → ${worded(to)} (${who})` }
  })
  const more = edits.length - rows.length
  return [
    ...smallPrint(note('Changed before deciding:')),
    ...table(rows),
    ...(more > 0 ? smallPrint(note(`And ${more} more on the approval’s page.`)) : []),
  ]
}

function worded(value: Json): string {
  if (value === null || value === '') return 'nothing'
  return shortened(typeof value === 'object' ? JSON.stringify(value) : String(value))
}

function shortened(text: string): string {
  const characters = [...text]
  return characters.length > LONGEST_VALUE ? `${characters.slice(0, LONGEST_VALUE - 1).join('')}…` : text
}
