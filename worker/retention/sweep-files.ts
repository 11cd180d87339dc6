import { inArray, sql } from 'drizzle-orm'
import { blobStore } from '@/server/blobs/store'
import { blob } from '@/server/db/schema'
import { inWorkspace, type Tx } from '@/server/db/tenancy'
import type { Kept } from '@/server/retention/policy'
import type { House } from './house'
import { NAMING } from './naming'

/** Time for whatever is under way: an upload before its run, an intake that is tried again. */
const GRACE_DAYS = 7
const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

/**
 * Removes files that no run with its details needs (`run_file`), nor the run that called it, and nothing else of the workspace names: those of runs that
 * were given up, and of what was never accepted. Where all is kept for ever, so is every file.
 */
export async function sweepFiles({ leaving }: House, workspaceId: string, details: Kept): Promise<void> {
  if (details === 'forever') return
  for (let after: string | undefined = FIRST; after !== undefined && !leaving.aborted; ) after = await sweepSome(workspaceId, after)
}

/** Rows first: bytes without a row belong to nobody, and go another time (sweep-bytes.ts). Gives where to go on. */
async function sweepSome(workspaceId: string, after: string): Promise<string | undefined> {
  const { last, swept } = await inWorkspace(workspaceId, async (tx) => {
    const found = await unneeded(tx, workspaceId, after)
    const named = found.length > 0 ? await namedOf(tx, workspaceId, found) : new Set<string>()
    const swept = found.filter((id) => !named.has(id))
    if (swept.length > 0) await tx.delete(blob).where(inArray(blob.id, swept))
    return { last: found.length === BATCH ? found.at(-1) : undefined, swept }
  })
  for (const id of swept) await blobStore().remove(id)
  return last
}

async function unneeded(tx: Tx, workspaceId: string, after: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select b.id from blob b
    where b.workspace_id = ${workspaceId} and b.id > ${after} and b.created_at < now() - ${GRACE_DAYS} * interval '1 day'
      and not exists (
        select from run_file need join run r on r.id = need.run_id
        left join run caller on caller.id = (r.started_by->>'runId')::uuid
        where need.workspace_id = b.workspace_id and need.file_id = b.id
          and (r.details_removed_at is null or (caller.id is not null and caller.details_removed_at is null))
      )
    order by b.id limit ${BATCH}`)
  return rows.map(({ id }) => id)
}

/** Whatever has the shape of an id in one of these columns counts: better a file too many than one too few. */
async function namedOf(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Set<string>> {
  const named = new Set<string>()
  for (const [table, column, kind] of NAMING) {
    const value = sql.identifier(column)
    const words = kind === 'bytes' ? sql`encode(${value}, 'escape')` : sql`${value}::text`
    const rows = await tx.execute<{ id: string }>(sql`
      select distinct found.id[1] as id
      from ${sql.identifier(table)}, regexp_matches(${words}, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g') as found (id)
      where workspace_id = ${workspaceId} and found.id[1] = any(${sql.param(ids)}::text[])`)
    for (const { id } of rows) named.add(id)
  }
  return named
}
