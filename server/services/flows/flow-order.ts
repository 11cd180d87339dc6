import { and, desc, eq, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { flow, run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { runsByFlow } from '../runs/runs-of'

export const FLOW_ORDERS = ['changed', 'name', 'ran'] as const
export type FlowOrder = (typeof FLOW_ORDERS)[number]

/** The last flow of a page: what it is in order by, and its id. */
export const FlowCursorSchema = z.strictObject({ key: z.string().max(400), id: z.uuid() })

const KEYS: Record<FlowOrder, RegExp> = { changed: /^\d{1,16}$/, name: /^/, ran: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ }

export function isKeyOf(order: FlowOrder, key: string): boolean {
  return KEYS[order].test(key)
}

// Milliseconds: what a cursor can carry, and a Date too.
const changedMs = sql<string>`floor(extract(epoch from ${flow.updatedAt}) * 1000)::bigint`

/** Digits of a name count as the number they are: as in natural-order.ts. */
const inDigits = (name: SQL | typeof flow.name) =>
  sql`regexp_replace(regexp_replace(${name}, '(\\d+)', '000000000000\\1', 'g'), '0*(\\d{12})', '\\1', 'g')`
const asRead = (name: SQL | typeof flow.name) => sql<string>`${inDigits(name)} collate "und-x-icu"`

const NEVER = sql`'00000000-0000-0000-0000-000000000000'::uuid`

/** Of a flow that is read, its newest run: ids sort by time. */
export function newestRunOf(tx: Tx) {
  return tx
    .select({ id: run.id, status: run.status, at: run.createdAt })
    .from(runsByFlow(tx))
    .where(and(eq(run.workspaceId, flow.workspaceId), eq(run.flowId, flow.id)))
    .orderBy(desc(run.id))
    .limit(1)
}

/**
 * What flows are put in order by, as a cursor carries it, and how one is told from those before it. No index holds names as
 * people read them or the newest runs: a thousand flows are put in order in a few hundredths of a second, runs come more often
 * than lists are read, and an index in a language's order has to be made anew when the machine's idea of it changes.
 */
export function inOrder(tx: Tx, order: FlowOrder): { key: SQL<string>; after: (key: string, id: string) => SQL; by: SQL[] } {
  if (order === 'name')
    return {
      key: sql<string>`${flow.name}`,
      after: (key, id) => sql`(${asRead(flow.name)}, ${flow.id}) > (${asRead(sql`${key}::text`)}, ${id}::uuid)`,
      by: [asRead(flow.name), sql`${flow.id}`],
    }
  const key = order === 'changed' ? changedMs : sql<string>`coalesce((select newest.id from ${newestRunOf(tx).as('newest')}), ${NEVER})`
  const type = sql.raw(order === 'changed' ? 'bigint' : 'uuid')
  return {
    key: sql<string>`${key}::text`,
    after: (at, id) => sql`(${key}, ${flow.id}) < (${at}::${type}, ${id}::uuid)`,
    by: [sql`${key} desc`, desc(flow.id)],
  }
}
