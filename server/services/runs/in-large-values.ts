import { setImmediate as breathe } from 'node:timers/promises'
import { and, desc, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm'
import { LARGE_VALUE_TYPE } from '../../blobs/large-value'
import { readFileIn } from '../../blobs/read-file'
import { blob, run, runFile } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { holdsText } from './holds-text'

/**
 * Values over 256 KB lie beside the journal, as files. Invariant: one search reads so many bytes of them at most, from the
 * newest run on, and at least those of one run; it ends above the first run it did not read, and the next one goes on there.
 */
export const LARGEST_READ = 8_000_000
const READ_BYTES = 32_000_000
const VALUES_AT_ONCE = 500

export type Search = {
  /** Runs that hold the text, in the journal or beside it. */
  holds: SQL | undefined
  /** The oldest run that was looked at; null: all were. */
  floor: string | null
  /** Values too large to be searched. */
  unread: number
}

/** `range`: which runs are looked at, down to `floor`. */
export async function searchFor(tx: Tx, text: string, range: readonly SQL[], floor: string | null, before?: string): Promise<Search> {
  const within = [...range, ...(before ? [lt(run.id, before)] : []), ...(floor ? [gte(run.id, floor)] : [])]
  const holding = new Set<string>()
  const wanted = JSON.stringify(text).slice(1, -1).toLowerCase()
  let [bytes, unread] = [0, 0]
  let [last, whole] = ['', true]
  for await (const { runId, id, size } of largeValuesOf(tx, within)) {
    if (runId !== last && last !== '' && bytes >= READ_BYTES) {
      whole = false
      break
    }
    last = runId
    if (holding.has(runId)) continue
    const read = size <= LARGEST_READ && bytes < READ_BYTES * 2 ? await readFileIn(tx, id).catch(() => null) : null
    if (!read) {
      unread++
      continue
    }
    bytes += size
    if (Buffer.from(read.bytes).toString('utf8').toLowerCase().includes(wanted)) holding.add(runId)
    await breathe()
  }
  return {
    holds: holding.size > 0 ? or(holdsText(text), inArray(run.id, [...holding])) : holdsText(text),
    floor: whole ? floor : last,
    unread,
  }
}

type LargeValue = { runId: string; id: string; size: number }

/** Those of runs in this range, the newest run first, a page at a time. */
async function* largeValuesOf(tx: Tx, range: readonly SQL[]): AsyncGenerator<LargeValue> {
  for (let last: LargeValue | undefined; ; ) {
    const values: LargeValue[] = await tx
      .select({ runId: runFile.runId, id: blob.id, size: blob.size })
      .from(runFile)
      .innerJoin(blob, and(eq(blob.workspaceId, runFile.workspaceId), eq(blob.id, runFile.fileId)))
      .innerJoin(run, and(eq(run.workspaceId, runFile.workspaceId), eq(run.id, runFile.runId)))
      .where(
        and(
          ...range,
          eq(blob.contentType, LARGE_VALUE_TYPE),
          last && sql`(${runFile.runId}, ${runFile.fileId}) < (${last.runId}::uuid, ${last.id}::uuid)`,
        ),
      )
      .orderBy(desc(runFile.runId), desc(runFile.fileId))
      .limit(VALUES_AT_ONCE)
    yield* values
    last = values.at(-1)
    if (values.length < VALUES_AT_ONCE) return
  }
}
