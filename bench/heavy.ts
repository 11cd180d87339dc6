import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Graph } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import { keepFile } from '@/server/blobs/keep-file'
import { acceptRun } from '@/server/services/intake/accept-run'
import { openArchive } from './heavy/archive'
import { endless, fetching, fiftyMegabytes, overMany, reading } from './heavy/flows'
import { openHouse } from './house/open'
import { openWorkspace, type Published, publish } from './house/published'
import { order, tenNodes } from './house/ten-nodes'
import { finish, type Metric, median, row } from './print'

/**
 * `npm run bench:heavy -- [--rounds N] [--seconds N] [--rate N] [--json]`: how late the worker's event loop is while it does ten-node
 * runs, alone and beside heavy ones, of which one is always under way and the next begins when it has ended: one that hands on 51 MB,
 * endless code, a loop over 17 MB, 24 MB fetched and sent on, a scanned page to be read. So many a second were too much for two cores
 * before: what they queued up was measured, not what one of them does to others. Rounds alternate.
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '15' },
    rate: { type: 'string', default: '300' },
    json: { type: 'boolean', default: false },
  },
})
const SCANS = path.join(process.cwd(), '../shared/data/invoices/receipts')
const [seconds, rate] = [Number(options.seconds), Number(options.rate)]
const lags: Record<'alone' | 'heavy', { p99Ms: number; maxMs: number }[]> = { alone: [], heavy: [] }

const archive = await openArchive()
process.env.KAOS_EGRESS_ALLOW = '127.0.0.0/8'
const house = await openHouse()
let heavyRuns = 0
try {
  const { sql } = house
  const owner = await openWorkspace(sql)
  const flow = async (graph: Graph) => publish(owner, graph)
  const [light, large, code, scan] = [await flow(tenNodes()), await flow(fiftyMegabytes()), await flow(endless()), await flow(reading())]
  const [many, fetched] = [await flow(overMany()), await flow(fetching(archive.url))]
  const worker = await house.worker()
  const page = scannedPage()
  if (!page) row('No scanned page in ../shared/data: nothing is read')

  const start = (to: Published, body: Json) =>
    acceptRun({
      ...{ workspaceId: to.workspaceId, flowId: to.flowId, versionId: to.versionId, mode: 'live', triggerNodeId: 't' },
      startedBy: { kind: 'webhook' },
      input: { method: 'POST', headers: {}, query: {}, body },
    })
  const heavy = [
    () => start(large, {}),
    () => start(code, {}),
    () => start(many, {}),
    () => start(fetched, {}),
    ...(page ? [async () => start(scan, { file: await keepFile(scan.workspaceId, page) })] : []),
  ]
  /** One after another, each kind at least once; the last one ends. */
  const besideHeavy = async () => {
    const before = heavyRuns
    let isOver = false
    const oneAlways = async () => {
      while (!isOver) {
        const begun = await heavy[heavyRuns % heavy.length]?.()
        if (begun) await hasEnded(begun.runId)
        heavyRuns += 1
      }
    }
    const heavyOnes = oneAlways()
    const lag = await round(() => heavyRuns - before >= heavy.length)
    isOver = true
    await heavyOnes
    await untilEnded()
    return lag
  }
  const round = async (mayEnd = () => true) => {
    await worker.lag()
    for (let tick = 0; tick < seconds * 10 || !mayEnd(); tick++) {
      const due = sleep(100)
      await Promise.all(Array.from({ length: rate / 10 }, (_, number) => start(light, order(number))))
      await due
    }
    return worker.lag()
  }
  const hasEnded = async (runId: string) => {
    while ((await sql`select from run where workspace_id = ${owner.workspaceId} and id = ${runId} and finished_at is null`).length > 0)
      await sleep(50)
  }
  const untilEnded = async () => {
    while ((await sql`select from run where finished_at is null limit 1`).length > 0) await sleep(50)
  }

  await start(large, {})
  await round()
  await untilEnded()
  for (let each = 0; each < Number(options.rounds); each++) {
    lags.alone.push(await round())
    await untilEnded()
    lags.heavy.push(await besideHeavy())
    row(`${shown('alone', lags.alone.at(-1))}   ${shown('beside heavy runs', lags.heavy.at(-1))}`)
  }
  row(`${heavyRuns} heavy runs, of ${heavy.length} kinds in turn`)
  await mustBeAsMeant([light.flowId, large.flowId, many.flowId, fetched.flowId])
} finally {
  await house.close()
  await archive.close()
}

/** Heavy runs count for nothing unless they went through. */
async function mustBeAsMeant(flowIds: readonly string[]): Promise<void> {
  const others = await house.sql`
    select flow_id, status, error::text, count(*)::int from run
    where flow_id = any(${flowIds as string[]}::uuid[]) and status <> 'succeeded' group by 1, 2, 3`
  if (others.length > 0) throw new Error(`Not all runs went as they should: ${JSON.stringify(others)}`)
}

function scannedPage() {
  const name = existsSync(SCANS) ? readdirSync(SCANS).find((each) => /\.(jpe?g|png)$/i.test(each)) : undefined
  return name ? { name, contentType: name.endsWith('png') ? 'image/png' : 'image/jpeg', bytes: readFileSync(path.join(SCANS, name)) } : null
}

function shown(name: string, lag: { p99Ms: number; maxMs: number } | undefined): string {
  return `${name}: loop p99 ${lag?.p99Ms.toFixed(0)} ms, at most ${lag?.maxMs.toFixed(0)} ms`
}

const alone = median(lags.alone.map(({ p99Ms }) => p99Ms))
const metrics: Metric[] = [
  {
    name: 'loopLagHeavyP99Ms',
    value: median(lags.heavy.map(({ p99Ms }) => p99Ms)),
    unit: 'ms',
    better: 'lower',
    goal: 50,
    baseline: alone,
  },
]
finish(metrics, options)
