import { and, asc, desc, eq, gt, isNull, lt, or, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { wait } from '../../db/schema'

/** The last one of a page: when it closes, and its id. */
export const DeskCursorSchema = z.strictObject({ due: z.date().nullable(), id: z.uuid() })

export type DeskCursor = z.infer<typeof DeskCursorSchema>

type DeskOrder = { after: (cursor: DeskCursor) => SQL | undefined; by: SQL[] }

/**
 * What is open: what closes first comes first, then what never closes, the newest first. What is settled: the newest first; ids sort
 * by time. No index holds the first: whom a question waits for is looked up in all that are open, whatever their order.
 */
export function inDeskOrder(tab: 'mine' | 'open' | 'decided'): DeskOrder {
  const newest = desc(wait.id)
  if (tab === 'decided') return { after: ({ id }) => lt(wait.id, id), by: [newest] }
  return {
    after: ({ due, id }) =>
      due === null
        ? and(isNull(wait.wakeAt), lt(wait.id, id))
        : or(gt(wait.wakeAt, due), and(eq(wait.wakeAt, due), lt(wait.id, id)), isNull(wait.wakeAt)),
    // Without a time comes last: that is how Postgres puts them.
    by: [asc(wait.wakeAt), newest],
  }
}
