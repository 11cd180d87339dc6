import { and, asc, desc, lt, type SQL, sql } from 'drizzle-orm'
import { journal, run } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { runsOf } from './runs-of'

/**
 * A search for a value reads what came in and what steps gave, run by run from the newest on. Invariant: one search reads so
 * many runs and so much of what happened at most, however much ever ran; the next one goes on below it.
 */
export const READ_AT_ONCE = 5_000
export const EVENTS_AT_ONCE = 50_000

/** The text, anywhere in the JSON of what came in or of what a step gave, or in what went wrong. Of data kept beside the journal see in-large-values.ts. */
export function holdsText(text: string): SQL {
  const written = JSON.stringify(text).slice(1, -1)
  const like = sql`ilike ${`%${written.replace(/[\\%_]/g, '\\$&')}%`}`
  // The whole segment first, which is cheap and says no to most; then those parts of it that are data.
  return sql`(${run.input}::text ${like} or exists (
    select from ${journal}
    where ${journal.runId} = ${run.id} and ${journal.workspaceId} = ${run.workspaceId} and ${journal.events}::text ${like}
      and case when ${journal.events}::text ~ ${ODD} then true else exists (
        select from json_array_elements(${journal.events}) event
        where (event->'output')::text ${like} or (event->'outputs')::text ${like} or (event->'error'->'message')::text ${like}
      ) end
  ))`
}

/** NUL and half characters: JSON that holds some can't be taken apart here, so the whole of it counts. */
const ODD = '\\\\u(0000|d[89a-f])'

/**
 * The oldest run that one search for text may read, of those that fulfil the other conditions from `before` on; null when it
 * reads all of them.
 */
export async function floorOf(tx: Tx, flowId: string | undefined, conditions: readonly SQL[], before?: string): Promise<string | null> {
  const page = tx
    .select({ id: run.id, events: run.nextSeq })
    .from(runsOf(tx, flowId))
    .where(and(...conditions, before ? lt(run.id, before) : undefined))
    .orderBy(desc(run.id))
    .limit(READ_AT_ONCE)
    .as('page')
  const counted = tx
    .select({
      id: page.id,
      place: sql<number>`(row_number() over (order by ${page.id} desc))::int`.as('place'),
      above: sql<number>`sum(${page.events}) over (order by ${page.id} desc) - ${page.events}`.as('above'),
      all: sql<number>`(count(*) over ())::int`.as('all_of_page'),
    })
    .from(page)
    .as('counted')
  const [floor] = await tx
    .select({ id: counted.id, place: counted.place, all: counted.all })
    .from(counted)
    .where(lt(counted.above, EVENTS_AT_ONCE))
    .orderBy(asc(counted.id))
    .limit(1)
  return floor && (floor.place < floor.all || floor.all === READ_AT_ONCE) ? floor.id : null
}
