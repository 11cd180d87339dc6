import type { ApprovalRequest, ApprovalResult } from '@/flow/define/approval'
import type { HttpRequest, HttpResponse } from '@/flow/define/capabilities'
import type { Json, JsonObject } from '@/flow/json'
import { button, buttons, header, LIMITS, moment, oneLine, paragraph, smallPrint, table } from './blocks'
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
  return message(`Approval needed: ${request.question}`, asked, [
    ...progress(request, standing),
    ...(request.standing === '' ? [] : smallPrint(escapeShort(oneLine(request.standing), LIMITS.text))),
    buttons(
      button('Approve', { action_id: APPROVE, value: waitId, style: 'primary' }),
      button('Reject', { action_id: REJECT, value: waitId, style: 'danger' }),
      button('Open and read', { action_id: OPEN, url: link }),
    ),
  ])
}

/** The same message after the decision: who decided, what was changed, and no buttons. */
export function settledCard(asked: Asked, settled: Settled): Message {
  const outcome = outcomeOf(settled)
  return message(`${outcome.plain}: ${asked.request.question}`, asked, [
    ...smallPrint(...outcome.lines),
    ...changes(asked.request, settled),
    buttons(button('Open', { action_id: OPEN, url: asked.link })),
  ])
}

export function postCard(channel: string, card: Message): HttpRequest {
  return postMessage(channel, card)
}

export function updateCard(reference: MessageReference, card: Message): HttpRequest {
  return updateMessage(reference, card)
}

/** Where the posted card is. @throws NodeError in words when Slack refused it */
export function cardIn(response: HttpResponse, was: 'posted' | 'updated'): MessageReference {
  return referenceIn(response, was === 'posted' ? 'unsafe' : 'keyed')
}

function message(notification: string, { request, flowName, startedBy, isTest }: Asked, foot: readonly JsonObject[]): Message {
  const { question, message, reason, fields } = request
  const from = `${flowName}${isTest ? ' (a test)' : ''}${startedBy === null ? '' : `, started by ${startedBy}`}`
  const head = [
    header(oneLine(question)),
    ...(question.length > LIMITS.header ? [paragraph(question)] : []),
    ...(message === '' ? [] : [paragraph(message)]),
  ]
  const why = smallPrint(
    ...(reason === '' ? [] : [`Why: ${escapeShort(oneLine(reason), 1_500)}`]),
    ...(request.document ? [`Document: ${escapeShort(oneLine(request.document.file.$file.name), 300)}`] : []),
    `From: ${escapeShort(oneLine(from), 500)}`,
  )
  const room = LIMITS.blocks - head.length - why.length - foot.length - 1
  const rows = table(fields.map(({ key, label, shown, confidence }) => ({ name: label || key, value: valued(shown, confidence) })))
  const rest = rows.length > room ? smallPrint('More values are on the approval’s page.') : []
  return {
    text: escapeShort(oneLine(notification), LIMITS.text),
    blocks: [...head, ...rows.slice(0, room), ...rest, ...why, ...foot],
  }
}

/** Below this, a person should look at the document before believing it. */
const SURE = 0.8

function valued(shown: string, confidence: number | undefined): string {
  return confidence !== undefined && confidence < SURE ? `${shown} (unsure, ${Math.round(confidence * 100)} %)` : shown
}

function progress({ needed }: ApprovalRequest, standing: Standing): JsonObject[] {
  if (needed === 1 || standing.by.length === 0) return []
  return smallPrint(`${standing.by.length} of ${needed} approvals so far: ${standing.by.map(decider).join(', ')}`)
}

function outcomeOf({ decision, by }: Settled): { plain: string; lines: string[] } {
  switch (decision) {
    case 'approved':
      return { plain: 'Approved', lines: [`:white_check_mark: Approved by ${by.map(decider).join(', ')}`, ...comments(by)] }
    case 'rejected':
      return { plain: 'Rejected', lines: [`:x: Rejected by ${by.slice(-1).map(decider).join('')}`, ...comments(by)] }
    case 'expired':
      return { plain: 'Expired', lines: [':hourglass: Nobody decided in time.', ...comments(by)] }
    case 'cancelled':
      return { plain: 'Cancelled', lines: [':no_entry_sign: The run was cancelled; nothing is to be decided any more.', ...comments(by)] }
  }
}

function decider({ name, at }: ApprovalResult['by'][number]): string {
  return `*${escapeShort(oneLine(name), 100)}*, ${moment(at, '{time}')}`
}

function comments(by: ApprovalResult['by']): string[] {
  return by.flatMap(({ name, comment }) =>
    comment.trim() === '' ? [] : [`${escapeShort(oneLine(name), 100)}: “${escapeShort(oneLine(comment), 600)}”`],
  )
}

/** Edits are listed beside what was read. */
function changes({ fields }: ApprovalRequest, { edits }: Standing): JsonObject[] {
  if (edits.length === 0) return []
  const listed = edits.slice(0, MOST_CHANGES).map(({ key, from, to, by }) => {
    const label = fields.find((field) => field.key === key)?.label || key
    return { name: label, value: `${worded(from)} → ${worded(to)} (${by})` }
  })
  const more = edits.length - listed.length
  return [...smallPrint('Changed before deciding:'), ...table(listed), ...(more > 0 ? smallPrint(`And ${more} more changes.`) : [])]
}

const MOST_CHANGES = 20

function worded(value: Json): string {
  if (value === null || value === '') return 'nothing'
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return text.length > 300 ? `${text.slice(0, 299)}…` : text
}
