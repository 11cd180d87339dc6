import { z } from 'zod'
import { newId } from '../../db/id'
import { connection } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import { authorOf, type Call } from '../call'
import { NameSchema } from '../names'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { appOf } from './fill-in'
import { sealCredentials } from './open'

export const CreateSandboxInput = z.strictObject({ connector: z.string().min(1).max(100), name: NameSchema.optional() })

/** An account inside KAOS that no app knows of: it holds no secret, and nothing is sent anywhere with it. */
export async function createSandbox({ actor }: Call, input: z.input<typeof CreateSandboxInput>): Promise<{ id: string }> {
  demand(actor, 'connection.use')
  const { connector, name: given } = CreateSandboxInput.parse(input)
  const { app, definition } = appOf(connector)
  if (!definition.sandbox) throw new ServiceError('invalid', `${app.title} has no sandbox. Add an account of your own.`)
  const name = given ?? `${app.title} sandbox`
  const { workspaceId } = actor
  const id = newId()
  await inWorkspace(workspaceId, async (tx) => {
    const sealed = await sealCredentials(tx, { id, workspaceId }, { fields: {} })
    const row = { id, workspaceId, connector, name, kind: 'sandbox' as const, settings: { account: 'Sandbox' }, sealed, allowedHosts: [] }
    await tx.insert(connection).values({ ...row, createdBy: authorOf(actor) })
    await record(tx, actor, 'connection.created', { type: 'connection', id }, { connector, name, kind: 'sandbox' })
  })
  return { id }
}
