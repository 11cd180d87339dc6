import { z } from 'zod'
import { type Asked, approvalCard, cardIn, postCard, type Settled, settledCard, updateCard } from '@/connectors/slack/approval-card'
import type { Capabilities } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import type { Account } from '../capabilities/account/account'
import { pageOf } from './by-mail'
import type { Channel, Telling } from './channel'

const TargetSchema = z.object({ connectionId: z.uuid(), channel: z.string() })
const ReferenceSchema = z.object({ channel: z.string(), ts: z.string() })

type WithSlack = <T>(connectionId: string, use: (http: Capabilities['http'], account: Account) => Promise<T>) => Promise<T>

/** A card in a channel, with buttons, brought up to date in place. */
export function bySlack(withSlack: WithSlack): Channel {
  return {
    post(telling, target) {
      const { connectionId, channel } = TargetSchema.parse(target)
      return withSlack(connectionId, async (http, account) => {
        if (account.connector !== 'slack') throw new NodeError('account_kind', 'The account is not one of Slack.', { retry: false })
        return cardIn(await http.send(postCard(channel, cardOf(telling))), 'posted')
      })
    },
    async update(telling, target, reference) {
      const { connectionId } = TargetSchema.parse(target)
      await withSlack(connectionId, async (http) =>
        cardIn(await http.send(updateCard(ReferenceSchema.parse(reference), cardOf(telling))), 'updated'),
      )
    },
  }
}

function cardOf(telling: Telling) {
  const { view } = telling
  const { id: waitId, request, flowName, startedBy, isTest, status, decisions } = view
  const asked: Asked = { request, waitId, link: pageOf(telling), flowName, startedBy, isTest }
  const standing = {
    by: decisions.map(({ name, via, at, comment }) => ({ decider: name, name, via, at: at.toISOString(), comment })),
    edits: decisions.flatMap(({ name: by, edits }) => edits.map((edit) => ({ ...edit, by }))),
  }
  if (status === 'open') return approvalCard(asked, standing)
  const settled: Settled = { ...standing, decision: status }
  return settledCard(asked, settled)
}
