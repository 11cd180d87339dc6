import { z } from 'zod'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Actor } from '../actor'
import { askWorker } from '../asks/ask-worker'
import type { Call } from '../call'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { type ConnectionRow, connectionOf } from './connection-of'
import { shownOf } from './shown-fields'

export const TestConnectionInput = z.strictObject({ id: z.uuid() })

export type ConnectionTest = { works: true; account: string } | { works: false; reason: string }

/** Asks the app who this is. An app that says no is an answer, in words; only no answer at all is a failure. */
export async function testConnection({ actor }: Call, input: z.input<typeof TestConnectionInput>): Promise<ConnectionTest> {
  demand(actor, 'connection.use')
  const { id } = TestConnectionInput.parse(input)
  const row = await inWorkspace(actor.workspaceId, (tx) => connectionOf(tx, actor, id))
  const found = await outcomeOf(actor, row)
  await inWorkspace(actor.workspaceId, (tx) => record(tx, actor, 'connection.tested', { type: 'connection', id }, { works: found.works }))
  return found
}

async function outcomeOf({ workspaceId }: Actor, { id, kind, settings }: ConnectionRow): Promise<ConnectionTest> {
  if (kind === 'sandbox') return { works: true, account: shownOf(settings).account ?? 'Sandbox' }
  try {
    return { works: true, ...(await askWorker(workspaceId, 'connection.test', { connectionId: id })) }
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'invalid') return { works: false, reason: error.message }
    throw error
  }
}
