import { z } from 'zod'
import { JsonObjectSchema } from '@/flow/json'
import { newId } from '../../db/id'
import { connection } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { authorOf, type Call } from '../call'
import { NameSchema } from '../names'
import { demand } from '../permissions'
import { fillIn } from './fill-in'
import { sealCredentials } from './open'

export const CreateConnectionInput = z.strictObject({ connector: z.string().min(1).max(100), name: NameSchema, fields: JsonObjectSchema })

/** Keeps an account at an app. Whether it works is for `testConnection` to find out. */
export async function createConnection({ actor }: Call, input: z.input<typeof CreateConnectionInput>): Promise<{ id: string }> {
  demand(actor, 'connection.use')
  const { connector, name, fields: given } = CreateConnectionInput.parse(input)
  const { fields, shown, allowedHosts } = fillIn(connector, given)
  const { workspaceId } = actor
  const id = newId()
  await inWorkspace(workspaceId, async (tx) => {
    const sealed = await sealCredentials(tx, { id, workspaceId }, { fields })
    const row = { id, workspaceId, connector, name, kind: 'real' as const, settings: shown, sealed, allowedHosts }
    await tx.insert(connection).values({ ...row, createdBy: authorOf(actor) })
    await record(tx, actor, 'connection.created', { type: 'connection', id }, { connector, name, kind: 'real' })
  })
  return { id }
}
