import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { connection } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { connectionOf } from './connection-of'
import { demandChange } from './may-change'
import { usesIn } from './uses'

export const RemoveConnectionInput = z.strictObject({ id: z.uuid() })

const NAMED = 3

/** Its secrets are gone for good. A flow that is on keeps its account; drafts that use it will ask for another. */
export async function removeConnection({ actor }: Call, input: z.input<typeof RemoveConnectionInput>): Promise<void> {
  demand(actor, 'connection.use')
  const { id } = RemoveConnectionInput.parse(input)
  const { workspaceId } = actor
  await inWorkspace(workspaceId, async (tx) => {
    const row = await connectionOf(tx, actor, id, { lock: true })
    demandChange(actor, row)
    const working = ((await usesIn(tx, workspaceId)).get(id) ?? []).filter(({ enabled }) => enabled)
    if (working.length > 0) throw new ServiceError('conflict', inUse(working.map(({ name }) => name)))
    await tx.delete(connection).where(eq(connection.id, id))
    await record(tx, actor, 'connection.removed', { type: 'connection', id }, { connector: row.connector, name: row.name, kind: row.kind })
  })
}

function inUse(names: readonly string[]): string {
  const more = names.length > NAMED ? [`${names.length - NAMED} more`] : []
  const flows = [...names.slice(0, NAMED).map((name) => `“${name}”`), ...more]
  const last = flows.pop() ?? ''
  const list = flows.length > 0 ? `${flows.join(', ')} and ${last}` : last
  const them = names.length === 1 ? 'it' : 'them'
  return `${list} ${names.length === 1 ? 'works' : 'work'} with this account. Give ${them} another and publish, or switch ${them} off first.`
}
