import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { engineSql } from '@/server/db/client'
import { fireDueWaits } from '@/worker/reconcile/due-waits'
import { fillHistory } from './history'
import { finish, type Metric, median, row } from './print'
import { type Model, modelOf, putToWait } from './waiting/put-to-wait'
import { openWaiting } from './waiting/world'

/**
 * `npm run bench:waiting -- [--runs N] [--history N] [--json]`: what runs that wait cost, and how they are woken.
 * The goals are for a million runs; fewer give a quick look.
 */
const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    history: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
  },
})
const count = Number(options.runs)
/** So many come due one after another in so many seconds while a worker does what comes after their wait. */
const DUE = { seconds: 20, aSecond: 200 }
const ROUNDS = 3

const world = await openWaiting()
const { owner, flow } = world
const metrics: Metric[] = []
try {
  if (Number(options.history) > 0)
    row(`history: ${options.history} old runs in ${await fillHistory(owner, flow, Number(options.history))} s`)
  const first = await world.worker()
  const model = await modelOf(owner, flow)
  await first.stop()
  const alone = await wakeWithWorker(model)

  const before = await sizes()
  const seconds = await putToWait(owner, flow, model, count, () => Date.now() + 30 * 86_400_000)
  const bytes = await bytesSince(before)
  row(`bytes a run: ${bytes.map(([name, size]) => `${name} ${size.toFixed(0)}`).join(', ')}`)
  // A run is written three times on its way to a wait, which leaves index pages half empty; this is what they need.
  await owner`reindex table run`
  row(`bytes a run with fresh indexes: ${Math.round(waitingBytes(await bytesSince(before)))}`)
  metrics.push(
    { name: 'insertsPerSecond', value: Math.round(count / seconds), unit: 'runs/s', better: 'higher', goal: 2_500 },
    { name: 'bytesPerWaitingRun', value: Math.round(waitingBytes(bytes)), unit: 'bytes', better: 'lower', goal: 650 },
    { name: 'pollMillis', value: await pollMillis(), unit: 'ms', better: 'lower', goal: 5 },
  )

  const among = await wakeWithWorker(model)
  metrics.push(
    { name: 'latenessP99', value: Number(among.p99.toFixed(3)), unit: 's', better: 'lower', goal: 5 },
    { name: 'wokenEarly', value: among.early, unit: 'runs', better: 'lower', goal: 0 },
    { name: 'workerMemoryGrowth', value: among.mostMb - alone.mostMb, unit: 'MB', better: 'lower', goal: 50 },
  )
  await wakes()
} finally {
  await world.close()
}
finish(metrics, options)

/** What a worker asks while nothing is due. */
async function pollMillis(): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 100; round++) {
    const startedAt = performance.now()
    await fireDueWaits(engineSql())
    times.push(performance.now() - startedAt)
  }
  return median(times)
}

/** Runs that come due one after another, woken and finished by a worker while all others sleep on. */
async function wakeWithWorker(model: Model): Promise<{ p99: number; early: number; mostMb: number }> {
  const tomorrow = Date.now() + 86_400_000
  await putToWait(owner, flow, model, DUE.seconds * DUE.aSecond, (at) => tomorrow + at)
  const worker = await world.worker()
  const beginAt = Date.now() + 5_000
  const endAt = beginAt + DUE.seconds * 1_000
  await owner`
    update wait set wake_at = ${new Date(beginAt)}::timestamptz + (wake_at - ${new Date(tomorrow)}) * ${1_000 / DUE.aSecond}::float
    where wake_at >= ${new Date(tomorrow)} and wake_at < ${new Date(tomorrow + 86_400_000)}`
  const mostMb = await untilEnded(new Date(beginAt), new Date(endAt), worker.residentMb)
  await worker.stop()
  const [late] = await owner<{ p50: number; p99: number; early: number; ended: number }[]>`
    select percentile_cont(0.5) within group (order by fired) as p50, percentile_cont(0.99) within group (order by fired) as p99,
      percentile_cont(0.99) within group (order by ended) as ended, count(*) filter (where fired < 0)::int as early
    from (select extract(epoch from w.fired_at - w.wake_at)::float as fired, extract(epoch from r.finished_at - w.wake_at)::float as ended
      from wait w join run r on r.id = w.run_id where w.wake_at >= ${new Date(beginAt)} and w.wake_at < ${new Date(endAt)}) as woken`
  if (!late) throw new Error('No run was woken')
  row(
    `woken p50 ${late.p50.toFixed(3)} s, p99 ${late.p99.toFixed(3)} s late; ended p99 ${late.ended.toFixed(3)} s after; worker ${mostMb} MB`,
  )
  return { p99: late.p99, early: late.early, mostMb }
}

/** Gives the most memory the worker had meanwhile. */
async function untilEnded(from: Date, to: Date, residentMb: () => number): Promise<number> {
  for (let mostMb = 0; Date.now() < to.getTime() + 300_000; ) {
    await sleep(1_000)
    mostMb = Math.max(mostMb, residentMb())
    const [left] = await owner<{ some: boolean }[]>`
      select exists(select from wait w join run r on r.id = w.run_id where w.wake_at >= ${from} and w.wake_at < ${to} and r.finished_at is null) as some`
    if (!left?.some) return mostMb
  }
  throw new Error('Some runs were not woken in five minutes')
}

/** All the others at once, as after a long outage, in rounds. */
async function wakes(): Promise<void> {
  const sql = postgres(process.env.DATABASE_ENGINE_URL ?? '', { max: 1 })
  const [{ pid = 0 } = {}] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`
  const rates: number[] = []
  const costs: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    await owner`update wait set wake_at = now() where id in (
      select id from wait where fired_at is null and wake_at > now() order by wake_at limit ${Math.floor(count / ROUNDS)})`
    await owner`vacuum (analyze) wait`
    let woken = 0
    const [startedAt, cpuBefore] = [performance.now(), cpuMicros(pid)]
    for (let more = true; more; ) {
      const batch = await fireDueWaits(sql)
      woken += batch.woken.length
      more = batch.more
    }
    rates.push((woken / (performance.now() - startedAt)) * 1000)
    costs.push((cpuMicros(pid) - cpuBefore) / woken)
  }
  await sql.end()
  row(
    `wakes a second: ${rates.map((rate) => Math.round(rate)).join(' ')}; CPU a wake: ${costs.map((cost) => `${cost.toFixed(1)} µs`).join(' ')}`,
  )
  metrics.push(
    { name: 'wakesPerSecond', value: Math.round(median(rates)), unit: 'runs/s', better: 'higher', goal: 20_000 },
    { name: 'cpuMicrosPerWake', value: median(costs), unit: 'µs', better: 'lower', goal: 50 },
  )
}

/** What this process and its connection's backend used up. */
function cpuMicros(backend: number): number {
  const { user, system } = process.cpuUsage()
  const ticks = readFileSync(`/proc/${backend}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? []
  return user + system + ticks.reduce((sum, each) => sum + Number(each) * 10_000, 0)
}

/** Bytes of tables and of their indexes; what the index of a partition takes counts for the whole. */
async function sizes(): Promise<Record<string, number>> {
  const rows = await owner<{ name: string; bytes: number }[]>`
    select case when c.relname like 'journal%' then 'journal' else c.relname end as name, sum(pg_relation_size(c.oid) + coalesce(pg_relation_size(nullif(c.reltoastrelid, 0)), 0))::float as bytes
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'i')
      and ((c.relname ~ '^(run|wait)(_|$)' and c.relname !~ '^run_file') or c.relname like 'journal%') group by 1 order by 1`
  return Object.fromEntries(rows.map(({ name, bytes }) => [name, bytes]))
}

async function bytesSince(before: Record<string, number>): Promise<(readonly [string, number])[]> {
  return Object.entries(await sizes()).map(([name, size]) => [name, (size - (before[name] ?? 0)) / count] as const)
}

/** Of the run, its wait and their indexes. Its journal is what it did so far, and every run has one. */
function waitingBytes(bytes: readonly (readonly [string, number])[]): number {
  return bytes.reduce((sum, [name, size]) => (/^(run|wait)/.test(name) ? sum + size : sum), 0)
}
