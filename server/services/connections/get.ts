import { z } from 'zod'
import type { JsonObject } from '@/flow/json'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { connectionOf } from './connection-of'
import { shownOf } from './shown-fields'

export const GetConnectionInput = z.strictObject({ id: z.uuid() })

export type ConnectionDetails = {
  id: string
  connector: string
  name: string
  kind: 'real' | 'sandbox'
  fields: JsonObject
  /** Secret fields that have a value. */
  secrets: string[]
}

/** An account as its form shows it. */
export async function getConnection({ actor }: Call, input: z.input<typeof GetConnectionInput>): Promise<ConnectionDetails> {
  demand(actor, 'connection.use')
  const { id } = GetConnectionInput.parse(input)
  const { connector, name, kind, settings } = await inWorkspace(actor.workspaceId, (tx) => connectionOf(tx, actor, id))
  const { fields, secrets } = shownOf(settings)
  return { id, connector, name, kind, fields, secrets }
}
