import { and, desc, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { plainList } from '../../db/is-one-of'
import { run } from '../../db/schema'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { ZoneSchema } from '../flows/zone-schema'
import { demand } from '../permissions'
import { piecesOfTime } from './pieces-of-time'
import { conditionsOf, RunFilterSchema, SINCE_MS } from './run-filter'
import { runsOf } from './runs-of'

/** All of the filter but its text, which no count reads. `zone`: by whose clocks days and weeks begin. */
export const RunVolumeInput = RunFilterSchema.omit({ text: true }).extend({ zone: ZoneSchema.default('UTC') })

/** Runs that began in one piece of the time. `p50` and `p95`: how long those that ended took, in ms. */
export type VolumeBucket = {
  at: number
  succeeded: number
  failed: number
  cancelled: number
  goingOn: number
  p50: number | null
  p95: number | null
}

export type RunVolume = {
  from: number
  to: number
  bucketMs: number
  buckets: VolumeBucket[]
  /** Over all of the time. */
  p50: number | null
  p95: number | null
  /** There were more: only the newest so many are counted. */
  most: number | null
}

/** A look at the chart costs no more than this, whatever happened in the time. */
const MOST_COUNTED = 100_000

/** How many runs there were, how they ended and how long they took, over the time of the filter; without one, the last week. */
export async function runVolume({ actor }: Call, input: z.input<typeof RunVolumeInput>): Promise<RunVolume> {
  demand(actor, 'run.read')
  const { zone, ...filter } = RunVolumeInput.parse(input)
  const to = filter.to ? Date.parse(filter.to) : Date.now()
  const since = filter.since ?? (filter.from ? undefined : '7d')
  const from = Math.min(to, Math.max(since ? Date.now() - SINCE_MS[since] : 0, filter.from ? Date.parse(filter.from) : 0))
  const { width: bucketMs, begins } = piecesOfTime(from, to, zone)
  const rows = await inWorkspace(actor.workspaceId, (tx) => {
    const counted = tx
      .select({ status: run.status, createdAt: run.createdAt, startedAt: run.startedAt, finishedAt: run.finishedAt })
      .from(runsOf(tx, filter.flowId))
      .where(and(...conditionsOf(actor.workspaceId, { ...filter, since })))
      .orderBy(desc(run.id))
      .limit(MOST_COUNTED)
      .as('counted')
    // The moment in its id, by which it is chosen, may be a little before the one in its row.
    const bucket = sql<
      number | null
    >`greatest(1, width_bucket(extract(epoch from ${counted.createdAt}) * 1000, ${plainList(begins)}::numeric[]))`
    const having = (...statuses: string[]) =>
      sql<number>`count(*) filter (where ${counted.status} in (${sql.join(
        statuses.map((status) => sql`${status}`),
        sql`, `,
      )}))::int`
    const took = sql`extract(epoch from ${counted.finishedAt} - ${counted.startedAt}) * 1000`
    const share = (of: number) => sql<number | null>`percentile_cont(${of}) within group (order by ${took})`
    return (
      tx
        .select({
          bucket,
          succeeded: having('succeeded'),
          failed: having('failed'),
          cancelled: having('cancelled'),
          goingOn: having('queued', 'running', 'waiting'),
          p50: share(0.5),
          p95: share(0.95),
        })
        .from(counted)
        // And once for all of it.
        .groupBy(sql`grouping sets ((1), ())`)
    )
  })
  const found = new Map(rows.map((row) => [row.bucket, row]))
  const buckets = begins.map((at, index): VolumeBucket => {
    const { succeeded = 0, failed = 0, cancelled = 0, goingOn = 0, p50 = null, p95 = null } = found.get(index + 1) ?? {}
    return { at, succeeded, failed, cancelled, goingOn, p50, p95 }
  })
  const all = found.get(null)
  const total = all ? all.succeeded + all.failed + all.cancelled + all.goingOn : 0
  return { from, to, bucketMs, buckets, p50: all?.p50 ?? null, p95: all?.p95 ?? null, most: total >= MOST_COUNTED ? MOST_COUNTED : null }
}
