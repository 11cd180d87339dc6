import { and, asc, eq } from 'drizzle-orm'
import { inNaturalOrder } from '@/flow/natural-order'
import { connection, lane, user } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { FORMER_MEMBER } from '../former-member'
import { demand } from '../permissions'
import { mayChange } from './may-change'
import { shownOf } from './shown-fields'
import { type FlowUse, usesIn } from './uses'

export type ConnectionListItem = {
  id: string
  connector: string
  name: string
  kind: 'real' | 'sandbox'
  /** What the app calls it; null until it was tested. */
  account: string | null
  /** Why it has to be connected again. */
  brokenReason: string | null
  /** Flows whose live version works with it. */
  usedBy: FlowUse[]
  createdBy: { name: string }
  updatedAt: Date
  mayChange: boolean
  /** Steps that may use it at once; null: as many as there are. */
  most: number | null
}

/** Every account of the workspace, by name. No secret is among what is read. */
export async function listConnections({ actor }: Call): Promise<ConnectionListItem[]> {
  demand(actor, 'connection.use')
  const { workspaceId } = actor
  return inWorkspace(workspaceId, async (tx) => {
    const { id, connector, name, kind, settings, brokenReason, createdBy, updatedAt } = connection
    const rows = await tx
      .select({ id, connector, name, kind, settings, brokenReason, createdBy, updatedAt, author: user.name, most: lane.most })
      .from(connection)
      .leftJoin(user, eq(user.id, createdBy))
      .leftJoin(lane, and(eq(lane.workspaceId, connection.workspaceId), eq(lane.id, connection.id)))
      .where(eq(connection.workspaceId, workspaceId))
      .orderBy(asc(id))
    const uses = await usesIn(tx, workspaceId)
    return inNaturalOrder(rows, ({ name }) => name).map(({ settings, author, createdBy, ...row }) => ({
      ...row,
      account: shownOf(settings).account ?? null,
      usedBy: uses.get(row.id) ?? [],
      createdBy: { name: author ?? FORMER_MEMBER },
      mayChange: mayChange(actor, { createdBy }),
    }))
  })
}
