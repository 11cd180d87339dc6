import { and, isNull, type SQL, sql } from 'drizzle-orm'
import { approvalDecision, run, wait } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { deciderOf } from './decider'

/** Of waits joined with their runs: those this person may decide now. In SQL what `refusalOf` says of one. */
export async function waitsFor(tx: Tx, actor: Actor): Promise<SQL | undefined> {
  const { key, userId, role, address, mayDecide } = await deciderOf(tx, actor)
  if (!mayDecide) return sql`false`
  const approvers = sql`${wait.request}::jsonb->'approvers'`
  const names = (list: string, value: string | null) => sql`jsonb_exists(${approvers}->${list}, ${value ?? ''})`
  return and(
    isNull(wait.firedAt),
    sql`(${names('members', userId)} or ${names('roles', role)} or ${names('emails', address)})`,
    sql`not (coalesce(${run.startedBy}->>'userId', '') = ${userId ?? '-'} and not (${wait.request}::jsonb->>'selfApproval')::boolean)`,
    sql`not exists (select from ${approvalDecision} d where d.wait_id = ${wait.id} and d.decider = ${key})`,
  )
}
