import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { freePort } from '@/deploy/local/ports.mjs'
import { cpuMicrosOf, cpuMicrosOfMachine, treeOf } from './cpu'
import { Caller } from './house/caller'
import { openHouse } from './house/open'
import { startProgram } from './house/program'
import { openWorkspace, publish } from './house/published'
import { order, tenNodes } from './house/ten-nodes'
import { percentile } from './percentile'
import { finish, type Metric, median, row } from './print'

/**
 * `npm run bench:intake -- [--rounds N] [--seconds N] [--callers N] [--json]`: webhooks of 1 KB a second that the gateway accepts,
 * each of them durable before it is answered, beside Express with an INSERT a call. Rounds alternate; no worker runs.
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    callers: { type: 'string', default: '128' },
    json: { type: 'boolean', default: false },
  },
})

type Round = { perSecond: number; p50Ms: number; p99Ms: number; cpuMicros: number; databaseMicros: number; busy: number }

const house = await openHouse()
const [ours, theirs]: [Round[], Round[]] = [[], []]
let lag = 0
try {
  const { sql } = house
  const { hookUrl } = await publish(await openWorkspace(sql), tenNodes())
  await sql`create table bench_hook (id uuid primary key, status text not null, input json not null)`
  const port = await freePort()
  const gateway = await house.gateway()
  const baseline = await startProgram(['--import', 'tsx', 'bench/intake/baseline-server.ts'], { PORT: String(port) })
  const baselineUrl = `http://localhost:${port}/hooks/any`

  await round(hookUrl, gateway.pid, 2)
  await round(baselineUrl, baseline.pid, 1)
  for (let count = 0; count < Number(options.rounds); count++) {
    theirs.push(await round(baselineUrl, baseline.pid, Number(options.seconds)))
    await gateway.lag()
    ours.push(await round(hookUrl, gateway.pid, Number(options.seconds)))
    lag = Math.max(lag, (await gateway.lag()).p99Ms)
    row(`${shown('ours', ours.at(-1))}   ${shown('Express', theirs.at(-1))}`)
  }
  await baseline.stop()
} finally {
  await house.close()
}

/** Every caller calls again as soon as it was answered. */
async function round(url: string, pid: number, seconds: number): Promise<Round> {
  const callers = await Promise.all(Array.from({ length: Number(options.callers) }, () => Caller.open(url)))
  const took: number[] = []
  const body = JSON.stringify(order(1))
  const cpu = () => ({ ours: cpuMicrosOf([pid]), database: cpuMicrosOf(treeOf(house.databasePid)), machine: cpuMicrosOfMachine() })
  const before = cpu()
  const began = performance.now()
  const end = began + seconds * 1_000
  await Promise.all(
    callers.map(async (caller) => {
      while (performance.now() < end) {
        const called = performance.now()
        const { status, body: answer } = await caller.post(body)
        if (status !== 202) throw new Error(`A webhook was answered with ${status}: ${answer}`)
        took.push(performance.now() - called)
      }
    }),
  )
  const elapsed = performance.now() - began
  const after = cpu()
  for (const caller of callers) caller.close()
  return {
    perSecond: took.length / (elapsed / 1_000),
    p50Ms: percentile(took, 50),
    p99Ms: percentile(took, 99),
    cpuMicros: (after.ours - before.ours) / took.length,
    databaseMicros: (after.database - before.database) / took.length,
    busy: (after.machine - before.machine) / (elapsed * 1_000 * availableParallelism()),
  }
}

function shown(name: string, round: Round | undefined): string {
  if (!round) return ''
  const { perSecond, p50Ms, p99Ms, cpuMicros, databaseMicros, busy } = round
  const cost = `${Math.round(cpuMicros)} µs, database ${Math.round(databaseMicros)} µs, machine ${Math.round(busy * 100)} % busy`
  return `${name}: ${Math.round(perSecond)}/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms, ${cost}`
}

const of = (list: readonly Round[], key: keyof Round) => Number(median(list.map((each) => each[key])).toFixed(1))
const metric = (name: string, key: keyof Round, about: Pick<Metric, 'unit' | 'better' | 'goal'>): Metric => ({
  ...{ name, value: of(ours, key), baseline: of(theirs, key) },
  ...about,
})
finish(
  [
    metric('acceptedPerSecond', 'perSecond', { unit: 'webhooks/s', better: 'higher', goal: 5_000 }),
    metric('acceptedP99Ms', 'p99Ms', { unit: 'ms', better: 'lower', goal: 50 }),
    metric('cpuMicrosPerWebhook', 'cpuMicros', { unit: 'µs', better: 'lower', goal: 200 }),
    { name: 'loopLagP99Ms', value: Number(lag.toFixed(1)), unit: 'ms', better: 'lower', goal: 50 },
  ],
  options,
)
