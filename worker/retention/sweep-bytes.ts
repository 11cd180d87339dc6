import type { Sql } from 'postgres'
import { blobStore } from '@/server/blobs/store'
import type { House } from './house'

const BATCH = 500

/** Removes bytes that belong to no file: of an intake that was cut off, or of a file whose row went and whose bytes did not. */
export async function sweepBytes({ sql, leaving }: House): Promise<void> {
  const some: string[] = []
  for await (const id of blobStore().ids()) {
    if (leaving.aborted) return
    some.push(id)
    if (some.length === BATCH) await sweepSome(sql, some.splice(0))
  }
  await sweepSome(sql, some)
}

/** Bytes are written before their row: what is young may have one in a moment. */
async function sweepSome(sql: Sql, ids: readonly string[]): Promise<void> {
  const rows = await sql<{ id: string }[]>`
    select given.id from unnest(${[...ids]}::uuid[]) as given (id)
    where time_of_id(given.id) < now() - interval '7 days' and not exists (select from blob where blob.id = given.id)`
  for (const { id } of rows) await blobStore().remove(id)
}
