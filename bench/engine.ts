import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { acceptRun } from '@/server/services/intake/accept-run'
import { createTables, openBaselineIntake } from './engine/baseline'
import { measure, type Round } from './engine/round'
import { fillHistory } from './history'
import { openHouse } from './house/open'
import { startProgram } from './house/program'
import { type BenchOwner, openWorkspace, publish } from './house/published'
import { order, tenNodes } from './house/ten-nodes'
import { finish, type Metric, median, row } from './print'

/**
 * `npm run bench:engine -- [--rounds N] [--runs N] [--workers N] [--queue postgres] [--history N] [--alone] [--json]`: durable runs of
 * ten expressions a second, from being accepted to their durable end, beside a queue that has a job and a transaction for each
 * node (not with `--alone`). Rounds alternate. The CPU is that of accepting and of the workers, until every run is sealed.
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    runs: { type: 'string', default: '10000' },
    workers: { type: 'string', default: '1' },
    history: { type: 'string', default: '0' },
    json: { type: 'boolean', default: false },
    queue: { type: 'string', default: 'redis' },
    alone: { type: 'boolean', default: false },
  },
})
const STEPS = 10
const [rounds, count] = [Number(options.rounds), Number(options.runs)]
const processors = availableParallelism()

const house = await openHouse({ redis: options.queue !== 'postgres' })
const [ours, theirs]: [Round[], Round[]] = [[], []]
const lags: number[] = []
try {
  const { sql, databasePid } = house
  const databaseUrl = process.env.DATABASE_URL ?? ''
  // Told to take an index, since the planner takes runs that have not ended for common, and would read all of history.
  const watching = postgres(databaseUrl, { max: 1, connection: { enable_seqscan: 'off' } })
  await createTables(sql)
  const workspace = await openWorkspace(sql)
  if (Number(options.history) > 0) row(`history: ${options.history} old runs in ${await fillPast(workspace)} s`)
  const flow = await publish(workspace, tenNodes())
  const workers = await Promise.all(Array.from({ length: Number(options.workers) }, () => house.worker()))
  const baselineWorker = await startProgram(['--import', 'tsx', 'bench/engine/baseline-worker.ts'])
  const baselineIntake = openBaselineIntake(databaseUrl)

  const engine = (runs: number) =>
    measure({
      count: runs,
      callers: 400,
      accept: (number) =>
        acceptRun({
          ...{ workspaceId: flow.workspaceId, flowId: flow.flowId, versionId: flow.versionId, mode: 'live', triggerNodeId: 't' },
          startedBy: { kind: 'webhook' },
          input: { method: 'POST', headers: {}, query: {}, body: order(number) },
        }),
      isDone: async () => {
        // Apart, each finds its index.
        const [left] = await watching`
          select exists (select from run where status = 'queued' and not held) or exists (select from run where status = 'running') as any`
        return left?.any === false
      },
      afterwards: async () => (await sql`select from unsealed_run limit 1`).length === 0,
      pids: workers.map(({ pid }) => pid),
      databasePid,
      processors,
    })
  const baseline = (runs: number) =>
    measure({
      count: runs,
      callers: 20,
      accept: (number) => baselineIntake.accept(order(number)),
      isDone: async () => (await sql`select from bench_run where finished_at is null limit 1`).length === 0,
      pids: [baselineWorker.pid],
      databasePid,
      processors,
    })

  // Whatever is compiled and cached by the first runs is compiled and cached.
  await engine(Math.min(count, 3_000))
  await baseline(50)
  for (let round = 0; round < rounds; round++) {
    if (!options.alone) theirs.push(await baseline(Math.max(100, Math.round(count / 25))))
    await Promise.all(workers.map((worker) => worker.lag()))
    ours.push(await engine(count))
    lags.push(...(await Promise.all(workers.map((worker) => worker.lag()))).map(({ p99Ms }) => p99Ms))
    row(`${shown('ours', ours.at(-1))}   ${shown('a job per node', theirs.at(-1))}`)
  }
  await mustAllHaveSucceeded(sql, flow.flowId)
  await Promise.all([baselineIntake.close(), baselineWorker.stop(), watching.end()])
} finally {
  await house.close()
}

/** Of another flow of the same workspace. */
async function fillPast(workspace: BenchOwner): Promise<number> {
  const { workspaceId, flowId, versionId } = await publish(workspace, tenNodes())
  const [trigger] = await house.sql<{ id: string }[]>`select id from trigger where flow_id = ${flowId}`
  return fillHistory(house.sql, { workspaceId, flowId, versionId, triggerId: trigger?.id ?? '' }, Number(options.history))
}

async function mustAllHaveSucceeded(sql: typeof house.sql, flowId: string): Promise<void> {
  const rows = await sql`select status, next_seq, count(*) from run where flow_id = ${flowId} group by status, next_seq`
  const [only] = rows
  // Each step began and ended; the run ended.
  if (rows.length !== 1 || only?.status !== 'succeeded' || only.next_seq !== 1 + STEPS * 2 + 1)
    throw new Error(`Not all runs went as they should: ${JSON.stringify(rows)}`)
}

function shown(name: string, round: Round | undefined): string {
  if (!round) return ''
  const { runsPerSecond, cpuMicrosPerRun, intakeMicrosPerRun, databaseMicrosPerRun, machineBusy } = round
  const cpu = `${Math.round(cpuMicrosPerRun)} µs (intake ${Math.round(intakeMicrosPerRun)}), database ${Math.round(databaseMicrosPerRun)} µs`
  return `${name}: ${Math.round(runsPerSecond)} runs/s, ${cpu}, machine ${Math.round(machineBusy * 100)} % busy`
}

const of = (list: readonly Round[], key: keyof Round) => Number(median(list.map((each) => each[key])).toFixed(1))
const speed = of(ours, 'runsPerSecond')
const cpu = of(ours, 'cpuMicrosPerRun')
const metrics: Metric[] = [
  { name: 'runsPerSecond', value: speed, unit: 'runs/s', better: 'higher', goal: 2_500, ...besides('runsPerSecond') },
  { name: 'stepsPerSecond', value: speed * STEPS, unit: 'steps/s', better: 'higher', goal: 25_000, ...besides('runsPerSecond', STEPS) },
  { name: 'cpuMicrosPerRun', value: cpu, unit: 'µs', better: 'lower', goal: 450, ...besides('cpuMicrosPerRun') },
  { name: 'loopLagP99Ms', value: Math.max(...lags), unit: 'ms', better: 'lower', goal: 50 },
]
if (theirs.length > 0) {
  const ratio = Number((speed / of(theirs, 'runsPerSecond')).toFixed(1))
  metrics.push({ name: 'ratioToBaseline', value: ratio, unit: '×', better: 'higher', goal: 18 })
}
finish(metrics, options)

function besides(key: keyof Round, times = 1): { baseline?: number } {
  return theirs.length > 0 ? { baseline: of(theirs, key) * times } : {}
}
