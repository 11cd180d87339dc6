import { type Interaction, readInteraction, whisper } from '@/connectors/slack/interaction'
import { inWorkspace } from '@/server/db/tenancy'
import type { Actor } from '@/server/services/actor'
import { approvalOf } from '@/server/services/approvals/approval-of'
import { byAddress, membersOf } from '@/server/services/approvals/people'
import { recordDecision, tellDecided } from '@/server/services/approvals/record-decision'
import type { Answer, Detail } from '@/server/services/asks/kinds'
import { notFound } from '@/server/services/call'
import { databaseTime } from '@/server/services/intake/database-time'
import { ServiceError } from '@/server/services/service-error'
import { open } from '@/server/vault/vault'
import { plainHttp, withAccount } from '../accounts/with-account'
import type { Account } from '../capabilities/account/account'
import { boundHttp } from '../capabilities/account/bound-http'
import type { HttpTransport } from '../capabilities/http/http'
import { isFromSlack } from './slack-signature'
import { slackUser } from './slack-user'

type Press = Detail<'slack.press'> & { workspaceId: string; signal: AbortSignal }

/**
 * A button of an approval card was pressed in Slack. It counts when Slack signed it with this account's secret, the card is
 * of this account, and the person's confirmed address in the same team is one that was asked.
 */
export async function slackPress(transport: HttpTransport, press: Press): Promise<Answer<'slack.press'>> {
  const { workspaceId, connectionId, signal } = press
  return withAccount(transport, { workspaceId, connectionId, signal }, async (account) => {
    const body = await inWorkspace(workspaceId, (tx) =>
      open(tx, { workspaceId, table: 'connection', row: connectionId, column: 'callback' }, Buffer.from(press.sealedBody, 'base64')),
    )
    const { signingSecret } = account.credentials.fields
    const { signature, timestamp } = press
    if (account.connector !== 'slack' || typeof body !== 'string' || typeof signingSecret !== 'string') return { genuine: false }
    if (!isFromSlack({ signature, timestamp, body }, signingSecret, new Date(await databaseTime()))) return { genuine: false }
    const interaction = readInteraction(body)
    if (interaction) await decide(transport, press, account, interaction)
    return { genuine: true }
  })
}

async function decide(
  transport: HttpTransport,
  { workspaceId, connectionId, signal }: Press,
  account: Account,
  pressed: Interaction,
): Promise<void> {
  const plain = plainHttp(transport, signal)
  const files = {
    read: () => Promise.reject(new Error('Slack gets no files')),
    write: () => Promise.reject(new Error('Slack gives no files')),
  }
  try {
    if (pressed.userTeamId !== pressed.teamId) throw new ServiceError('forbidden', 'Only people of this Slack team can decide here.')
    const { email } = await slackUser(boundHttp(plain, { workspaceId, account, files }), pressed)
    if (email === null)
      throw new ServiceError('forbidden', 'Slack does not say which e-mail address is yours, so nobody knows whether you were asked.')
    const woken = await inWorkspace(workspaceId, async (tx) => {
      const { request } = await approvalOf(tx, workspaceId, pressed.waitId)
      if (request.slack?.connectionId !== connectionId) throw notFound('approval')
      const decider = byAddress(await membersOf(tx, workspaceId), email)
      const actor: Actor = decider.member
        ? { kind: 'member', sessionId: 'slack', workspaceId, userId: decider.id, name: decider.name, role: decider.member.role }
        : { kind: 'guest', workspaceId, address: email }
      const verdict = { decision: pressed.decision, comment: '', edits: [], seen: 0 }
      return recordDecision(tx, { waitId: pressed.waitId, via: 'slack', actor, who: () => decider }, verdict)
    })
    await tellDecided(pressed.waitId, woken)
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    if (pressed.responseUrl) await plain.send(whisper(pressed.responseUrl, error.message))
  }
}
