import type { Fragment, Sql } from 'postgres'
import type { StartedBy } from '../../db/schema/engine'
import { NOBODY } from '../actor'

const FLOW_DELETED = 'its flow was deleted while it was paused'
const NOT_AWAITED = 'the run that called it no longer waits for it'

/**
 * Why a run is cancelled that no member wished to be, as its page and its journal say it. Null: somebody did, or an older KAOS
 * wrote down neither. The platform itself (worker/retention/cancel-left-behind.ts) cancels for one reason only, and what is
 * cancelled with the run that called it is nobody's wish (worker/reconcile/owed-ends.ts).
 */
export function whyCancelled(cancelledBy: string | null, startedBy: StartedBy['kind']): string | null {
  if (cancelledBy === NOBODY) return FLOW_DELETED
  return cancelledBy === null && startedBy === 'call' ? NOT_AWAITED : null
}

/** The same for the end of its journal. */
export function cancelReason(cancelledBy: string | null, startedBy: StartedBy['kind']): string {
  const why = whyCancelled(cancelledBy, startedBy)
  return why === null ? BY_SOMEBODY : because(why)
}

/** The same, of a row of `run`. */
export function cancelReasonSql(sql: Sql): Fragment {
  return sql`case when run.cancelled_by = ${NOBODY} then ${because(FLOW_DELETED)}
    when run.cancelled_by is null and run.started_by->>'kind' = 'call' then ${because(NOT_AWAITED)} else ${BY_SOMEBODY} end`
}

const BY_SOMEBODY = 'Somebody cancelled it.'
const because = (why: string) => `Cancelled because ${why}.`
