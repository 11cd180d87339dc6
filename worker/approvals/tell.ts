import { NodeError } from '@/flow/define/node-error'
import { inWorkspace } from '@/server/db/tenancy'
import { log } from '@/server/log'
import { MessageTarget } from '@/server/services/approvals/message-target'
import { timeOf } from '@/server/services/time-of'
import type { Channel, Channels } from './channel'
import { type MessageRow, markMessage, messagesOf, oweMessages } from './messages'
import { type Question, questionOf } from './question'

/** What can't be sent for this long won't be. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000
const UNFORESEEN = 'It failed on our side. It is tried again.'

/** Sends what is owed about one question. True when nothing is left to do. */
export async function tellOf(place: { workspaceId: string; waitId: string }, channels: Channels, signal: AbortSignal): Promise<boolean> {
  const question = await inWorkspace(place.workspaceId, async (tx) => {
    const found = await questionOf(tx, place.workspaceId, place.waitId)
    if (found.status === 'open') await oweMessages(tx, found, await messagesOf(tx, place), channels.mail !== null)
    return found
  })
  const messages = await inWorkspace(place.workspaceId, (tx) => messagesOf(tx, place))
  const done = await Promise.all(messages.map((message) => tellOne(message, question, channels, signal)))
  return done.every(Boolean)
}

async function tellOne(row: MessageRow, question: Question, channels: Channels, signal: AbortSignal): Promise<boolean> {
  const target = MessageTarget.safeParse(row.target).data
  const isOver = question.status !== 'open'
  if (!target || (row.status !== 'owed' && !(isOver && row.status === 'sent'))) return true
  const message = { id: row.id, key: row.id, target, signal }
  const channel = channels[row.channel]
  if (!channel) {
    await markMessage(row, { status: 'failed', problem: ABSENT[row.channel] })
    return true
  }
  try {
    if (row.status === 'owed') await post(row, channel, message, question)
    else {
      await channel.settle(message, question, row.reference ?? {})
      await markMessage(row, { status: 'settled', problem: null })
    }
    return true
  } catch (error) {
    signal.throwIfAborted()
    return fail(row, error)
  }
}

const ABSENT: Record<MessageRow['channel'], string> = {
  mail: 'This KAOS can not send mail yet. Ask whoever runs KAOS to set SMTP_URL.',
  slack: 'This KAOS can not post in Slack.',
}

async function post(row: MessageRow, channel: Channel, message: Parameters<Channel['post']>[0], question: Question): Promise<void> {
  // A question that is over needs no answer any more; what an approver asked is still read.
  if (question.status !== 'open' && message.target.about !== 'asked-back') return markMessage(row, { status: 'settled' })
  const reference = await channel.post(message, question)
  await markMessage(row, { status: message.target.about === 'asked-back' ? 'settled' : 'sent', reference, problem: null })
}

async function fail(row: MessageRow, error: unknown): Promise<boolean> {
  const problem = error instanceof NodeError ? error.message : UNFORESEEN
  if (!(error instanceof NodeError)) log.error({ err: error, message: row.id }, 'A message about an approval failed unforeseen')
  const again = error instanceof NodeError ? error.retry : true
  const isOld = Date.now() - timeOf(row.id).getTime() > GIVE_UP_AFTER_MS
  await markMessage(row, again && !isOld ? { status: row.status, problem } : { status: 'failed', problem })
  return !again || isOld
}
