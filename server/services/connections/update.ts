import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Credentials } from '@/flow/define/connection'
import { type JsonObject, JsonObjectSchema } from '@/flow/json'
import { connection } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import { record } from '../../governance/audit'
import type { Call } from '../call'
import { demand } from '../permissions'
import { ServiceError } from '../service-error'
import { connectionOf } from './connection-of'
import { fieldsWith, fillIn, isSet } from './fill-in'
import { demandChange } from './may-change'
import { openCredentials, sealCredentials } from './open'
import { isSame, isSamePlace } from './same-place'

export const UpdateConnectionInput = z.strictObject({
  id: z.uuid(),
  /** All that is no secret; a secret that is left out stays as it is, and null takes it away. */
  fields: JsonObjectSchema,
})

/**
 * Fills an account in anew. A secret goes only where whoever gave it meant it to go: once the place changes, secrets kept
 * so far are dropped, and have to be given again.
 */
export async function updateConnection({ actor }: Call, input: z.input<typeof UpdateConnectionInput>): Promise<void> {
  demand(actor, 'connection.use')
  const { id, fields: given } = UpdateConnectionInput.parse(input)
  await inWorkspace(actor.workspaceId, async (tx) => {
    const row = await connectionOf(tx, actor, id, { lock: true })
    demandChange(actor, row)
    const { connector, kind, settings } = row
    if (kind === 'sandbox') throw new ServiceError('invalid', 'A sandbox account has nothing to fill in.')
    const before = await openCredentials(tx, row)
    const kept = fillIn(connector, merged(connector, before.fields, given))
    const stays = isSamePlace(row, before.fields, kept)
    if (!stays) demandSecretsAgain(connector, before, given)
    const { fields, shown, allowedHosts } = stays ? kept : fillIn(connector, merged(connector, {}, given))
    const changed = changedIn(before.fields, fields)
    const { account: _, ...learnt } = settings
    await tx
      .update(connection)
      .set({
        sealed: await sealCredentials(tx, row, stays ? { ...before, fields } : { fields }),
        settings: { ...(changed.length > 0 ? learnt : settings), ...shown },
        allowedHosts,
        brokenReason: changed.length > 0 ? null : row.brokenReason,
        updatedAt: new Date(),
      })
      .where(eq(connection.id, id))
    await record(tx, actor, 'connection.changed', { type: 'connection', id }, { changed })
  })
}

function demandSecretsAgain(connector: string, before: Credentials, given: JsonObject): void {
  const secrets = fieldsWith(connector, 'secret')
  const kept = secrets.some((name) => isSet(before.fields[name])) || Object.keys(before).some((name) => name !== 'fields')
  if (!kept || secrets.some((name) => isSet(given[name]))) return
  throw new ServiceError('invalid', 'Enter the password or key again: it goes to another place than before.')
}

function merged(connector: string, before: JsonObject, given: JsonObject): JsonObject {
  const secret = new Set(fieldsWith(connector, 'secret'))
  const kept = Object.entries(before).filter(([name]) => secret.has(name) && given[name] === undefined)
  const entries = Object.entries(given).filter(([, value]) => value !== null)
  return Object.fromEntries([...entries, ...kept])
}

/** Names only: a value may be a secret. */
function changedIn(before: JsonObject, after: JsonObject): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => !isSame(before[name], after[name])).sort()
}
