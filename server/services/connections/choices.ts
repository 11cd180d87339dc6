import { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { isJsonObject, JsonObjectSchema } from '@/flow/json'
import { inWorkspace } from '../../db/tenancy'
import { askWorker } from '../asks/ask-worker'
import type { Call } from '../call'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { connectionOf } from './connection-of'

export const ListChoicesInput = z.strictObject({
  type: z.string().max(100),
  /** As the field's `choices` names it. */
  name: z.string().max(100),
  connectionId: z.uuid(),
  params: JsonObjectSchema,
})

export type Choice = { value: string; label: string; hint?: string | undefined }

/** What the app offers for a field of a step: its channels, its accounts. */
export async function listChoices({ actor }: Call, input: z.input<typeof ListChoicesInput>): Promise<Choice[]> {
  demand(actor, 'connection.use')
  const { type, name, connectionId, params } = ListChoicesInput.parse(input)
  const { connector } = await inWorkspace(actor.workspaceId, (tx) => connectionOf(tx, actor, connectionId))
  const node = Object.hasOwn(manifest.nodes, type) ? manifest.nodes[type] : undefined
  if (node?.accountAt !== connector || !offers(node.input.properties, name)) {
    throw new ServiceError('invalid', 'This account has nothing to choose from here.')
  }
  return askWorker(actor.workspaceId, 'choices', { type, name, connectionId, params })
}

function offers(fields: unknown, name: string): boolean {
  return isJsonObject(fields) && Object.values(fields).some((field) => isJsonObject(field) && field.choices === name)
}
