import { setTimeout as sleep } from 'node:timers/promises'
import { row } from '../print'
import { FAULTS, type Fault, type FaultName, type Stage, scheduleOf } from './faults'
import { type Findings, findWrong } from './findings'
import { publishFlow } from './flows'
import { openHouse } from './house'
import { KINDS, type KindName } from './kinds'
import { openLoad } from './load'
import { seeded } from './random'
import { recoveryOf, type Struck, usualOf } from './recovery'
import { settle, verifyEffects } from './settle'
import { openSink } from './sink'

export type Plan = {
  queue: 'redis' | 'postgres'
  seed: number
  /** Faults are sown for so long, or until there were so many; what follows takes as long as it takes. */
  seconds?: number
  strikes?: number
  perSecond: number
  faults: readonly FaultName[]
  quick: boolean
}

export type Outcome = {
  findings: Findings
  struck: Struck[]
  /** By fault, the seconds it held runs up. */
  recovery: Map<string, number[]>
  runs: number
  events: number
  effects: number
  unverified: number
  refusals: number
  repeats: number
  deaths: number
  /** Set when something was wrong: what the processes said. */
  logs: string | null
}

/** Two beats of quiet between faults: long enough to come back, too short to forget. */
const PAUSE_MS = [2_000, 6_000] as const
/** How late an end may be is measured; that it never comes is found out by waiting this long. */
const PATIENCE_MS = 180_000

/** Opens a house, loads it, breaks it again and again as the seed says, and looks whether it kept what it promised. */
export async function runChaos(plan: Plan): Promise<Outcome> {
  const random = seeded(plan.seed)
  const house = await openHouse({ queue: plan.queue, workers: 2 })
  const { sql } = house
  const sink = await openSink(seeded(plan.seed), (runId) => void bite(house, runId))
  let wrong = true
  try {
    const flows = await publishAll(house.actor, sink.url)
    const load = openLoad(
      mapped(flows, ({ url }) => url),
      seeded(plan.seed + 1),
    )
    const flowIds = mapped(flows, ({ flowId }) => flowId)
    const stage: Stage = { house, load, random, sinkUrl: sink.url, flowIds, sleeperVersion: 1, cancelled: new Set() }
    load.begin(plan.perSecond)
    const struck = await strikeAll(stage, plan)
    await load.end(PATIENCE_MS)
    await settle(sql, PATIENCE_MS)
    const unverified = await verifyEffects(sql, house.actor, sink.done)
    await settle(sql, PATIENCE_MS)

    const { deliveries } = load
    const falls = [house.gateway, ...house.workers].flatMap((program) => program.falls)
    const { findings, rows, events } = await findWrong({ sql, deliveries, done: sink.done, cancelled: stage.cancelled, falls })
    const people = new Set(unverified.map(({ runId }) => runId))
    const usual = usualOf(rows, struck)
    const recovery = new Map<string, number[]>()
    for (const each of struck) recovery.set(each.title, [...(recovery.get(each.title) ?? []), ...recoveryOf(each, rows, people, usual)])
    wrong = Object.values(findings).some((found) => found.length > 0)
    const deaths = house.workers.reduce((sum, worker) => sum + worker.deaths, 0)
    const counts = { runs: rows.length, events, effects: sink.done.size, unverified: unverified.length, deaths, ...load.counts }
    return { findings, struck, recovery, ...counts, logs: wrong ? house.logs : null }
  } finally {
    await sink.close()
    await house.close({ keep: wrong })
  }
}

async function strikeAll(stage: Stage, { faults, seconds, strikes, quick, queue }: Plan): Promise<Struck[]> {
  const struck: Struck[] = []
  const possible = faults.filter((name) => queue === 'redis' || !(FAULTS[name] as Fault).onlyOnRedis) // the widest of them
  const began = Date.now()
  const isOver = () => (strikes === undefined ? Date.now() - began >= (seconds ?? 0) * 1_000 : struck.length >= strikes)
  for (const name of scheduleOf(possible, stage.random)) {
    await sleep(stage.random.between(...PAUSE_MS))
    if (isOver()) break
    const { title, strike }: Fault = FAULTS[name]
    const from = Date.now()
    await strike(stage, quick)
    struck.push({ title, from, to: Date.now() })
    row(`  ${((from - began) / 1_000).toFixed(0).padStart(5)} s  ${title} (${((Date.now() - from) / 1_000).toFixed(1)} s)`)
  }
  return struck
}

async function publishAll(actor: Parameters<typeof publishFlow>[0], sinkUrl: string) {
  const entries: [string, { flowId: string; url: string }][] = []
  for (const [name, kind] of Object.entries(KINDS)) entries.push([name, await publishFlow(actor, name, kind.graph(sinkUrl, 1))])
  return Object.fromEntries(entries) as Record<KindName, { flowId: string; url: string }> // one for each of KINDS
}

function mapped<From, To>(record: Record<KindName, From>, to: (value: From) => To): Record<KindName, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, to(value)])) as Record<KindName, To> // the same keys
}

/** The outside world kills the worker that touched it. */
async function bite({ sql, workers }: Awaited<ReturnType<typeof openHouse>>, runId: string): Promise<void> {
  const [run] = await sql<{ owner: string | null }[]>`select owner from run where id = ${runId}`
  await workers.find(({ workerId }) => workerId === run?.owner)?.kill()
}
