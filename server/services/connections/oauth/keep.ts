import { eq } from 'drizzle-orm'
import { newId } from '../../../db/id'
import { connection } from '../../../db/schema'
import { inWorkspace } from '../../../db/tenancy'
import { record } from '../../../governance/audit'
import { memberActor } from '../../members/member-actor'
import { connectionOf } from '../connection-of'
import { fillIn } from '../fill-in'
import { demandChange } from '../may-change'
import { type KeptCredentials, sealCredentials } from '../open'
import type { Attempt } from './attempt'

/** Keeps the account that a sign-in led to, in the name of who signed in. For the worker, which has the tokens. */
export async function keepSignIn(
  workspaceId: string,
  { connector, name, connectionId, userId }: Attempt & { userId: string },
  credentials: KeptCredentials,
): Promise<string> {
  const { shown: settings, allowedHosts } = fillIn(connector, credentials.fields)
  return inWorkspace(workspaceId, async (tx) => {
    const actor = await memberActor(tx, workspaceId, userId)
    if (connectionId !== null) {
      const row = await connectionOf(tx, actor, connectionId, { lock: true })
      demandChange(actor, row)
      const sealed = await sealCredentials(tx, row, credentials)
      const changes = { sealed, allowedHosts, settings: { ...row.settings, ...settings }, brokenReason: null, updatedAt: new Date() }
      await tx.update(connection).set(changes).where(eq(connection.id, connectionId))
      await record(tx, actor, 'connection.changed', { type: 'connection', id: connectionId }, { changed: ['sign-in'] })
      return connectionId
    }
    const id = newId()
    const sealed = await sealCredentials(tx, { id, workspaceId }, credentials)
    await tx
      .insert(connection)
      .values({ id, workspaceId, connector, name, kind: 'real', settings, sealed, allowedHosts, createdBy: userId })
    await record(tx, actor, 'connection.created', { type: 'connection', id }, { connector, name, kind: 'real' })
    return id
  })
}
