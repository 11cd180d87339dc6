import { catalogue, definitionOf } from '@/connectors/catalogue'
import type { Capabilities } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { newId } from '@/server/db/id'
import { type Answer, ASKS, type AskKind, type Detail } from '@/server/services/asks/kinds'
import { markBroken, markWhole, reasonOf } from '@/server/services/connections/health'
import { type OpenConnection, openConnection } from '@/server/services/connections/open'
import { type Equipment, handsOf } from '../capabilities/hands'

/** Longer than any vendor should take, shorter than people wait. */
const TIMEOUT_MS = 20_000

type Question = { workspaceId: string; detail: unknown; signal: AbortSignal }
export type Answerers = (kind: AskKind, question: Question) => Promise<Json>

type Asked<Kind extends AskKind> = { workspaceId: string; detail: Detail<Kind>; signal: AbortSignal; equipment: Equipment }

export function answerersWith(equipment: Equipment): Answerers {
  return async (kind, { workspaceId, detail, signal }) => {
    const asked = { workspaceId, equipment, signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) }
    switch (kind) {
      case 'connection.test':
        return testConnection({ ...asked, detail: ASKS[kind].detail.parse(detail) })
      case 'choices':
        return listChoices({ ...asked, detail: ASKS[kind].detail.parse(detail) })
    }
  }
}

async function testConnection({ workspaceId, detail, signal, equipment }: Asked<'connection.test'>): Promise<Answer<'connection.test'>> {
  const account = await openConnection(workspaceId, detail.connectionId)
  const definition = catalogue.find(({ id }) => id === account.connector)?.connection
  if (!definition) throw new NodeError('connector_gone', 'The app of this account is not there any more.', { retry: false })
  if (account.connection.sandbox) return { account: 'Sandbox' }
  const { connection } = account
  const use = handsFor({ workspaceId, account, signal, equipment })
  const which = { workspaceId, connectionId: connection.id }
  try {
    const { account: name, settings } = await definition.test({ use, connection, signal })
    await markWhole(which, { ...settings, account: name })
    return { account: name }
  } catch (error) {
    if (error instanceof NodeError && !error.retry) await markBroken(which, reasonOf(error))
    throw error
  }
}

async function listChoices({ workspaceId, detail, signal, equipment }: Asked<'choices'>): Promise<Answer<'choices'>> {
  const definition = definitionOf(detail.type)
  const choices = definition?.kind === 'action' ? definition.choices?.[detail.name] : undefined
  const account = await openConnection(workspaceId, detail.connectionId)
  if (!choices || !detail.type.startsWith(`${account.connector}.`)) {
    throw new NodeError('no_choices', 'This account has nothing to choose from here.', { retry: false })
  }
  return choices({
    input: detail.params,
    use: handsFor({ workspaceId, account, signal, equipment }),
    connection: account.connection,
    signal,
  })
}

/** As for a step, in a run that there is not: what it remembers is forgotten. */
function handsFor(of: { workspaceId: string; account: OpenConnection; signal: AbortSignal; equipment: Equipment }): Capabilities {
  const { workspaceId, account, signal, equipment } = of
  return handsOf(equipment, {
    workspaceId,
    runId: newId(),
    step: 'ask',
    mode: 'test',
    account,
    signal,
    now: Date.now,
    reply: async () => ({ delivered: false }),
  })
}
