import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { acceptRun } from '@/server/services/intake/accept-run'
import { cpuMicrosOf } from './cpu'
import { openHouse } from './house/open'
import { openWorkspace, publish } from './house/published'
import { itemsFlow, orders } from './items/flow'
import { finish, type Metric, median, row } from './print'

/**
 * `npm run bench:items -- [--rounds N] [--json]`: one run over 1,000 and over 50,000 items: split, three steps for each
 * item, filter, aggregate; from its start to its durable end, by the database's clock. Sizes alternate.
 */
const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, json: { type: 'boolean', default: false } } })

const SIZES = [1_000, 50_000] as const

const house = await openHouse()
const took = new Map<number, number[]>(SIZES.map((size) => [size, []]))
const cpu = new Map<number, number[]>(SIZES.map((size) => [size, []]))
const lags: number[] = []
try {
  const { sql } = house
  const flow = await publish(await openWorkspace(sql), itemsFlow())
  const worker = await house.worker()
  const run = async (size: number) => {
    const before = cpuMicrosOf([worker.pid])
    const { runId } = await acceptRun({
      ...{ workspaceId: flow.workspaceId, flowId: flow.flowId, versionId: flow.versionId, mode: 'live', triggerNodeId: 't' },
      startedBy: { kind: 'webhook' },
      input: { method: 'POST', headers: {}, query: {}, body: { orders: orders(size) } },
    })
    const ms = await untilDone(runId)
    return { ms, cpuMs: (cpuMicrosOf([worker.pid]) - before) / 1_000 }
  }
  const untilDone = async (id: string): Promise<number> => {
    for (;;) {
      const [done] = await sql<{ ms: number; status: string; error: string }[]>`
        select extract(epoch from finished_at - started_at)::float * 1000 as ms, status, error::text from run where id = ${id} and finished_at is not null`
      if (done && done.status !== 'succeeded') throw new Error(`The run ended as ${done.status}: ${done.error}`)
      if (done) return done.ms
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  for (const size of SIZES) for (let warm = 0; warm < 3; warm++) await run(size)
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const size of SIZES) {
      await worker.lag()
      const { ms, cpuMs } = await run(size)
      took.get(size)?.push(ms)
      cpu.get(size)?.push(cpuMs)
      const { p99Ms } = await worker.lag()
      lags.push(p99Ms)
      row(`${String(size).padStart(6)} items: ${ms.toFixed(0)} ms, ${cpuMs.toFixed(0)} ms of CPU, loop p99 ${p99Ms.toFixed(0)} ms`)
    }
  }
} finally {
  await house.close()
}

const msOf = (size: number) => median(took.get(size) ?? [])
const [few, many] = [msOf(SIZES[0]), msOf(SIZES[1])]
const metrics: Metric[] = [
  { name: 'items1000Ms', value: few, unit: 'ms', better: 'lower', goal: 40 },
  { name: 'items50000Ms', value: many, unit: 'ms', better: 'lower', goal: 2_000 },
  { name: 'cpuMsOf50000', value: median(cpu.get(SIZES[1]) ?? []), unit: 'ms', better: 'lower', goal: 2_000 },
  // 1 is linear: fifty times the items take fifty times as long.
  { name: 'growth', value: Number((many / few / (SIZES[1] / SIZES[0])).toFixed(2)), unit: '×', better: 'lower', goal: 1.2 },
  { name: 'loopLagP99Ms', value: median(lags), unit: 'ms', better: 'lower', goal: 50 },
]
row(`${availableParallelism()} processors`)
finish(metrics, options)
