import { and, eq } from 'drizzle-orm'
import { whatIf } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'

export type WhatIfRow = typeof whatIf.$inferSelect

/** @throws ServiceError `not_found` */
export async function whatIfOf(tx: Tx, actor: Actor, id: string): Promise<WhatIfRow> {
  const [found] = await tx
    .select()
    .from(whatIf)
    .where(and(eq(whatIf.workspaceId, actor.workspaceId), eq(whatIf.id, id)))
  if (!found) throw notFound('try of a draft')
  return found
}
