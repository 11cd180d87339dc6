import { and, eq, exists, gt, isNotNull, isNull, not, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { RunStatus } from '@/flow/engine/status'
import { approvalDecision, run, wait } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { behindRun } from '../calls/behind'

const OVER: RunStatus[] = ['succeeded', 'failed', 'cancelled']

/** In SQL what `statusOf` says: nobody has settled it, and nothing else has. Needs `run` beside `wait`. */
export function isOpen(): SQL | undefined {
  return and(
    isNull(wait.firedAt),
    isNull(wait.closedAt),
    or(isNull(wait.wakeAt), gt(wait.wakeAt, sql`now()`)),
    isNull(run.cancelRequestedAt),
    notInArray(run.status, OVER),
  )
}

export function isSettled(): SQL | undefined {
  return and(isNotNull(wait.request), not(isOpen() ?? sql`false`))
}

/** In SQL what `refusalFor` says of a member. */
export function waitsFor(tx: Tx, actor: Actor): SQL | undefined {
  if (actor.kind !== 'member') return sql`false`
  const approvers = sql`${wait.request}::jsonb -> 'approvers'`
  const email = sql`(select lower(email) from "user" where id = ${actor.userId})`
  const decided = tx
    .select({ one: sql`1` })
    .from(approvalDecision)
    .where(and(eq(approvalDecision.waitId, wait.id), eq(approvalDecision.decider, actor.userId)))
  const isThem = (by: SQL) => sql`(coalesce(${by} ->> 'userId' = ${actor.userId}, false)
    or coalesce(${by} ->> 'kind' = 'mail' and strpos(lower(${by} ->> 'from'), ${email}) > 0, false))`
  const started = sql`(select who.behind is null or ${isThem(sql`who.behind`)}
    or exists (select from json_array_elements(coalesce(who.behind -> 'others', '[]'::json)) as one (other) where ${isThem(sql`one.other`)})
    from (select ${behindRun()} as behind) who)`
  return and(
    isOpen(),
    sql`(jsonb_exists(${approvers} -> 'members', ${actor.userId}) or jsonb_exists(${approvers} -> 'roles', ${actor.role})
      or jsonb_exists(lower((${approvers} -> 'emails')::text)::jsonb, ${email}))`,
    sql`((${wait.request} ->> 'selfApproval')::boolean or not ${started})`,
    not(exists(decided)),
  )
}
