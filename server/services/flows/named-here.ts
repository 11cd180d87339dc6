import { and, eq, isNull } from 'drizzle-orm'
import type { Here } from '@/flow/exchange/gaps'
import { connection, flow, membership, user } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { can } from '../permissions'
import { variablesOf } from '../variables/current'

/** What a flow that comes or goes may use here, and how it is called. Accounts are there for those who may use them. */
export async function namedHere(tx: Tx, actor: Actor): Promise<Here> {
  const { workspaceId } = actor
  const accounts = can(actor, 'connection.use')
    ? await tx
        .select({ id: connection.id, name: connection.name, connector: connection.connector })
        .from(connection)
        .where(eq(connection.workspaceId, workspaceId))
        .orderBy(connection.name)
    : []
  const flows = await tx
    .select({ id: flow.id, name: flow.name })
    .from(flow)
    .where(and(eq(flow.workspaceId, workspaceId), isNull(flow.deletedAt)))
    .orderBy(flow.name)
  const people = await tx
    .select({ id: user.id, name: user.name })
    .from(membership)
    .innerJoin(user, eq(user.id, membership.userId))
    .where(eq(membership.workspaceId, workspaceId))
    .orderBy(user.name)
  return {
    accounts: new Map(accounts.map(({ id, ...account }) => [id, account])),
    flows: new Map(flows.map(({ id, name }) => [id, { name }])),
    people: new Map(people.map(({ id, name }) => [id, { name: name ?? '' }])),
    variables: new Set(Object.keys(await variablesOf(tx, workspaceId))),
  }
}
