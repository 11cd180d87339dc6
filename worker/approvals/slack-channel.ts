import { z } from 'zod'
import { type Asked, approvalCard, cardIn, postCard, settledCard, updateCard } from '@/connectors/slack/approval-card'
import type { Capabilities } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import { withAccount } from '../accounts/with-account'
import { type Equipment, handsOf } from '../capabilities/hands'
import type { Channel, Message } from './channel'
import type { Question } from './question'

const ReferenceSchema = z.object({ channel: z.string(), ts: z.string() })

/** A card with buttons in a channel; when it is decided, the card says so in place. */
export function slackChannel(equipment: Equipment): Channel {
  const withSlack = <T>(
    { workspaceId }: Question,
    { target, signal }: Message,
    use: (http: Capabilities['http'], channel: string) => Promise<T>,
  ) => {
    if (target.about !== 'slack') throw new NodeError('not_for_slack', 'This message is not for Slack.', { retry: false })
    const { connectionId, channel } = target
    return withAccount(equipment.http, { workspaceId, connectionId, signal }, (account) => {
      if (account.connector !== 'slack') throw new NodeError('account_kind', 'The account is not one of Slack.', { retry: false })
      const place = { workspaceId, runId: '', step: 'approval', mode: 'test', attempt: null } as const // of no run: nothing is remembered
      const hands = handsOf(equipment, { ...place, account, signal, now: Date.now, reply: async () => ({ delivered: false }) })
      return use(hands.http, channel)
    })
  }
  return {
    post: (message, question) =>
      withSlack(question, message, async (http, channel) =>
        cardIn(await http.send(postCard(channel, approvalCard(askedOf(question), question.standing))), 'posted'),
      ),
    async settle(message, question, reference) {
      const { status } = question
      if (status === 'open') return
      const card = settledCard(askedOf(question), { ...question.standing, decision: status })
      await withSlack(question, message, async (http) =>
        cardIn(await http.send(updateCard(ReferenceSchema.parse(reference), card)), 'updated'),
      )
    },
  }
}

function askedOf({ request, waitId, deskUrl: link, flowName, startedBy, isTest }: Question): Asked {
  return { request, waitId, link, flowName, startedBy, isTest }
}
