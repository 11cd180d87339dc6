import { inArray } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { type auditEvent, connection, flow, folder, run, user } from '../../db/schema'
import type { Tx } from '../../db/tenancy'

type Event = typeof auditEvent.$inferSelect
type Named = PgTable & { id: PgColumn; name: PgColumn }

/** What everything that these events mention by id is called today, and which flow the runs among them are of. */
export async function namesIn(
  tx: Tx,
  events: readonly Event[],
): Promise<{ names: Record<string, string>; flowOfRun: Map<string, string> }> {
  const ids = [...new Set(events.flatMap(idsIn))]
  if (ids.length === 0) return { names: {}, flowOfRun: new Map() }
  const runs = await tx.select({ id: run.id, flowId: run.flowId }).from(run).where(inArray(run.id, ids))
  const flowOfRun = new Map(runs.map(({ id, flowId }) => [id, flowId]))
  const all = [...new Set([...ids, ...flowOfRun.values()])]
  const found = [await called(tx, flow, all), await called(tx, user, all), await called(tx, folder, all), await called(tx, connection, all)]
  return { names: Object.fromEntries(found.flat()), flowOfRun }
}

async function called(tx: Tx, table: Named, ids: string[]): Promise<[string, string][]> {
  const rows = await tx.select({ id: table.id, name: table.name }).from(table).where(inArray(table.id, ids))
  return rows.map(({ id, name }) => [String(id), String(name)])
}

function idsIn({ resourceId, detail }: Event): string[] {
  return [resourceId, detail.flowId, detail.from, detail.to, detail.of, detail.runId].filter(isId)
}

function isId(value: unknown): value is string {
  return z.uuid().safeParse(value).success
}
