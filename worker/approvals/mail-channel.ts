import { NodeError } from '@/flow/define/node-error'
import { env } from '@/server/env'
import { linkToken } from '@/server/services/approvals/link-token'
import type { MailTransport } from '../capabilities/mail/mail'
import type { Channel, Message } from './channel'
import { askingMail, endedMail, questionMail } from './mail-text'
import type { Question } from './question'

/** Through the mail server KAOS itself uses; a repeat after a crash has the same Message-ID. */
export function mailChannel(transport: MailTransport): Channel {
  const send = async (
    { workspaceId, runId }: Question,
    message: Message,
    mail: { to: string; key: string; replyTo?: string } & ReturnType<typeof endedMail>,
  ) => {
    const { to, ...rest } = mail
    const hands = transport.forStep({ workspaceId, runId, files: NO_FILES, account: null, signal: message.signal })
    const { messageId, refused } = await hands.send({ ...rest, to: [to] })
    if (refused.length > 0) throw new NodeError('mail_refused', 'The mail server did not take this address.', { retry: false })
    return { messageId }
  }
  return {
    async post(message, question) {
      const { target, key } = message
      if (target.about === 'question') {
        const url = target.byLink ? linkFor(message.id, question, target.email) : question.deskUrl
        return send(question, message, { to: target.email, key, ...askingMail(question, url, target.byLink) })
      }
      if (target.about === 'slack') throw new NodeError('not_a_mail', 'This message is for Slack.', { retry: false })
      return send(question, message, { to: target.email, key, replyTo: target.replyTo, ...questionMail(question, target) })
    },

    /** Only whoever may still think that it waits for them. */
    async settle(message, question) {
      const { target, key } = message
      if (target.about !== 'question' || question.decisions.some(({ email }) => email === target.email)) return
      await send(question, message, { to: target.email, key: `${key}/end`, ...endedMail(question) })
    },
  }
}

function linkFor(messageId: string, { workspaceId, waitId }: Question, email: string): string {
  return `${env().KAOS_URL}/approve/${linkToken({ workspaceId, messageId, waitId, email })}`
}

const NO_FILES = {
  read: () => Promise.reject(new Error('Messages about approvals carry no files')),
  write: () => Promise.reject(new Error('Messages about approvals keep no files')),
}
