import { and, eq, isNotNull, isNull, not, type SQL, sql } from 'drizzle-orm'
import { flow, lane } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { newestRunOf } from './flow-order'

/** `live`: something starts it now. `off`: published, and turned off. `failing`: its last run failed, however it stands now. */
export const FLOW_STATES = ['live', 'paused', 'off', 'draft', 'failing'] as const
export type FlowState = (typeof FLOW_STATES)[number]

/** In SQL whether a flow is in this state. Needs `flow`. */
export function isInState(tx: Tx, state: FlowState): SQL | undefined {
  const isPublished = isNotNull(flow.liveVersionId)
  const isPaused = sql`exists (select from ${lane}
    where ${lane.workspaceId} = ${flow.workspaceId} and ${lane.id} = ${flow.id} and ${lane.pausedAt} is not null)`
  switch (state) {
    case 'live':
      return and(isPublished, eq(flow.enabled, true), not(isPaused))
    case 'paused':
      return isPaused
    case 'off':
      return and(isPublished, eq(flow.enabled, false))
    case 'draft':
      return isNull(flow.liveVersionId)
    case 'failing':
      return sql`(select newest.status from ${newestRunOf(tx).as('newest')}) = 'failed'`
  }
}
