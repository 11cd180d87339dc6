import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { connection } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { NameSchema } from '../names'
import { demand } from '../permissions'
import { connectionOf } from './connection-of'
import { demandChange } from './may-change'

export const RenameConnectionInput = z.strictObject({ id: z.uuid(), name: NameSchema })

export async function renameConnection({ actor }: Call, input: z.input<typeof RenameConnectionInput>): Promise<void> {
  demand(actor, 'connection.use')
  const { id, name } = RenameConnectionInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const before = await connectionOf(tx, actor, id, { lock: true })
    demandChange(actor, before)
    await tx.update(connection).set({ name, updatedAt: new Date() }).where(eq(connection.id, id))
    await record(tx, actor, 'connection.changed', { type: 'connection', id }, { changed: ['name'], from: before.name, to: name })
  })
}
