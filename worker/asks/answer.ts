import { definitionOf } from '@/connectors/catalogue'
import { manifest } from '@/connectors/manifest'
import type { Capabilities } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { newId } from '@/server/db/id'
import { type Answer, ASKS, type AskKind, type Detail } from '@/server/services/asks/kinds'
import { markBroken, markWhole, reasonOf } from '@/server/services/connections/health'
import { finishSignIn } from '../accounts/finish-sign-in'
import { withAccount } from '../accounts/with-account'
import { slackPress } from '../approvals/slack-press'
import { type Account, definitionOfAccount } from '../capabilities/account/account'
import { type Equipment, handsOf } from '../capabilities/hands'
import { fetchFlow } from './fetch-flow'

/** Longer than any vendor should take, shorter than people wait. */
const TIMEOUT_MS = 20_000

export type Answerer = (kind: AskKind, question: { workspaceId: string; detail: unknown; signal: AbortSignal }) => Promise<Json>

type Asked<Kind extends AskKind> = { workspaceId: string; detail: Detail<Kind>; signal: AbortSignal; equipment: Equipment }

export function answererWith(equipment: Equipment): Answerer {
  return async (kind, { workspaceId, detail, signal }) => {
    const asked = { workspaceId, equipment, signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) }
    switch (kind) {
      case 'connection.test':
        return testConnection({ ...asked, detail: ASKS[kind].detail.parse(detail) })
      case 'connection.finish-sign-in':
        return finishSignIn(equipment.http, { ...asked, ...ASKS[kind].detail.parse(detail) })
      case 'slack.press':
        return slackPress(equipment.http, { ...asked, ...ASKS[kind].detail.parse(detail) })
      case 'flow.fetch':
        return fetchFlow(equipment.http, { ...asked, ...ASKS[kind].detail.parse(detail) })
      case 'choices':
        return listChoices({ ...asked, detail: ASKS[kind].detail.parse(detail) })
    }
  }
}

/** What the app says about itself is kept on the connection, and so is what has to be mended. */
async function testConnection(asked: Asked<'connection.test'>): Promise<Answer<'connection.test'>> {
  const { workspaceId, detail, signal } = asked
  const which = { workspaceId, connectionId: detail.connectionId }
  try {
    return await withAccount(asked.equipment.http, { ...which, signal }, async (account) => {
      const { connection } = account
      const { test } = definitionOfAccount(account.connector)
      const { account: name, settings } = await test({ use: handsFor(asked, account), connection, signal })
      await markWhole(which, { ...settings, account: name })
      return { account: name }
    })
  } catch (error) {
    if (error instanceof NodeError && !error.retry) await markBroken(which, reasonOf(error))
    throw error
  }
}

function listChoices(asked: Asked<'choices'>): Promise<Answer<'choices'>> {
  const { workspaceId, detail, signal } = asked
  const definition = definitionOf(detail.type)
  const choices = definition?.kind === 'action' ? definition.choices?.[detail.name] : undefined
  return withAccount(asked.equipment.http, { workspaceId, connectionId: detail.connectionId, signal }, (account) => {
    if (!choices || manifest.nodes[detail.type]?.accountAt !== account.connector) {
      throw new NodeError('no_choices', 'This account has nothing to choose from here.', { retry: false })
    }
    return choices({ input: detail.params, use: handsFor(asked, account), connection: account.connection, signal })
  })
}

/** As for a step, in a run that there is not: what it remembers is forgotten. */
function handsFor({ workspaceId, signal, equipment }: Omit<Asked<AskKind>, 'detail'>, account: Account): Capabilities {
  return handsOf(equipment, {
    workspaceId,
    runId: newId(),
    step: 'ask',
    mode: 'test',
    attempt: null,
    account,
    signal,
    now: Date.now,
    reply: async () => ({ delivered: false }),
  })
}
