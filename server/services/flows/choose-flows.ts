import { and, asc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { isOneOf } from '../../db/is-one-of'
import { flow } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import { notFound } from '../call'
import type { FlowRow } from './flow-of'

/** As many as one press may concern. */
const MOST_FLOWS = 1_000

/** Flows somebody ticked in the list. */
export const ChosenFlowsSchema = z.array(z.uuid()).min(1).max(MOST_FLOWS)

/** Why one of the chosen flows stays as it is: it is not there, it is like that already, or nothing of it is published. */
type Why = 'gone' | 'already' | 'unpublished'

/** What became of each of the chosen flows. */
export type FlowsDone = { done: string[]; left: { id: string; why: Why }[] }

type Chosen = { meant: FlowRow[]; left: FlowsDone['left'] }

type How = {
  /** Of one that is there. */
  whyNot?: (flow: FlowRow) => Why | null
  /** Deleted ones are there, too. */
  deletedToo?: boolean
  /** Nothing of them changes: nobody has to wait. */
  readOnly?: boolean
}

/**
 * The chosen flows it is to be done to, and why not to the others. They are locked, always in the same order, so that two who do
 * something to the same ones at once wait for each other.
 * @throws ServiceError `not_found` when none of them is there
 */
export async function chooseFlows(tx: Tx, actor: Actor, ids: readonly string[], how: How = {}): Promise<Chosen> {
  const { whyNot = () => null, deletedToo = false, readOnly = false } = how
  const query = tx
    .select()
    .from(flow)
    .where(and(eq(flow.workspaceId, actor.workspaceId), isOneOf(flow.id, ids), deletedToo ? undefined : isNull(flow.deletedAt)))
    .orderBy(asc(flow.id))
  const rows = await (readOnly ? query : query.for('no key update'))
  if (rows.length === 0) throw notFound('flow')
  const known = new Set(idsOf(rows))
  const gone = [...new Set(ids)].filter((id) => !known.has(id))
  const chosen: Chosen = { meant: [], left: gone.map((id) => ({ id, why: 'gone' })) }
  for (const row of rows) {
    const why = whyNot(row)
    if (why === null) chosen.meant.push(row)
    else chosen.left.push({ id: row.id, why })
  }
  return chosen
}

export function idsOf(rows: readonly { id: string }[]): string[] {
  return rows.map(({ id }) => id)
}
