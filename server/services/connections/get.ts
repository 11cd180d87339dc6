import { z } from 'zod'
import type { JsonObject } from '@/flow/json'
import { inWorkspace } from '../../db/tenancy'
import { env } from '../../env'
import type { Call } from '../call'
import { demand } from '../permissions'
import { connectionOf } from './connection-of'
import { appOf } from './fill-in'
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
  /** Where the app calls back about this account, if it does. */
  callback: { title: string; description: string; url: string } | null
}

/** An account as its form shows it. */
export async function getConnection({ actor }: Call, input: z.input<typeof GetConnectionInput>): Promise<ConnectionDetails> {
  demand(actor, 'connection.use')
  const { id } = GetConnectionInput.parse(input)
  const { connector, name, kind, settings } = await inWorkspace(actor.workspaceId, (tx) => connectionOf(tx, actor, id))
  const { fields, secrets } = shownOf(settings)
  const { callback } = appOf(connector).definition
  const url = `${env().KAOS_URL}/callbacks/${connector}/${actor.workspaceId}/${id}`
  return { id, connector, name, kind, fields, secrets, callback: callback && kind === 'real' ? { ...callback, url } : null }
}
