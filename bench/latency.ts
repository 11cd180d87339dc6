import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createTables, openBaselineIntake } from './engine/baseline'
import { Caller } from './house/caller'
import { openHouse } from './house/open'
import { startProgram } from './house/program'
import { openWorkspace, publish } from './house/published'
import { order, tenNodes } from './house/ten-nodes'
import { openStream } from './latency/stream'
import { percentile } from './percentile'
import { finish, type Metric, median, row } from './print'

/**
 * `npm run bench:latency -- [--rounds N] [--seconds N] [--json]`: from the first byte of a webhook until it is accepted, until its
 * ten-node run has durably ended, and until a follower of the list of runs was sent that; at 20 and at 500 a second. Beside it, the
 * end of runs of a job and a transaction for each node, at 20 a second. Rounds alternate.
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '6' },
    json: { type: 'boolean', default: false },
  },
})

type Spread = { p50: number; p99: number }
const results = new Map<string, Spread[]>()

const house = await openHouse()
try {
  const { sql } = house
  await createTables(sql)
  const owner = await openWorkspace(sql)
  const [accepting, answering] = [await publish(owner, tenNodes()), await publish(owner, tenNodes('end'))]
  await Promise.all([house.gateway(), house.worker()])
  const baselineWorker = await startProgram(['--import', 'tsx', 'bench/engine/baseline-worker.ts'])
  const baseline = openBaselineIntake(process.env.DATABASE_URL ?? '')
  const seenAt = new Map<string, number>()
  const stream = await openStream(owner.actor, (runId) => {
    if (!seenAt.has(runId)) seenAt.set(runId, now())
  })

  await accept(100, 2)
  await answer(100, 2)
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const rate of [20, 500]) {
      await accept(rate, Number(options.seconds))
      await answer(rate, Number(options.seconds))
    }
    await ofBaseline(20, Number(options.seconds))
  }
  stream.close()
  await Promise.all([baseline.close(), baselineWorker.stop()])

  async function accept(rate: number, seconds: number): Promise<void> {
    const sent = new Map<string, number>()
    const accepted: number[] = []
    await atRate(accepting.hookUrl, rate, seconds, (sentAt, { status, body }) => {
      if (status !== 202) throw new Error(`A webhook was answered with ${status}: ${body}`)
      accepted.push(now() - sentAt)
      sent.set(JSON.parse(body).runId, sentAt)
    })
    const ended = await endsOf([...sent.keys()], 'run')
    keep(`accepted@${rate}`, accepted)
    keep(
      `finished@${rate}`,
      [...sent].map(([id, at]) => (ended.get(id) ?? Number.NaN) - at),
    )
    await until(() => [...sent.keys()].every((id) => seenAt.has(id)))
    keep(
      `seen@${rate}`,
      [...sent].map(([id, at]) => (seenAt.get(id) ?? Number.NaN) - at),
    )
    seenAt.clear()
  }

  async function answer(rate: number, seconds: number): Promise<void> {
    const answered: number[] = []
    await atRate(answering.hookUrl, rate, seconds, (sentAt, { status, body }) => {
      if (status !== 200) throw new Error(`A webhook was answered with ${status}: ${body}`)
      answered.push(now() - sentAt)
    })
    keep(`answered@${rate}`, answered)
  }

  async function ofBaseline(rate: number, seconds: number): Promise<void> {
    const sent = new Map<string, number>()
    await paced(rate, seconds, async (number) => {
      const at = now()
      sent.set(await baseline.accept(order(number)), at)
    })
    const ended = await endsOf([...sent.keys()], 'bench_run')
    keep(
      `baseline@${rate}`,
      [...sent].map(([id, at]) => (ended.get(id) ?? Number.NaN) - at),
    )
  }

  /** By the database's clock, which is this machine's. A run is found by its workspace and id: by its id alone, all of them would be read. */
  async function endsOf(ids: string[], table: 'run' | 'bench_run'): Promise<Map<string, number>> {
    const ours = table === 'run' ? sql`workspace_id = ${owner.workspaceId} and` : sql``
    const ends = new Map<string, number>()
    await until(async () => {
      const rows = await sql<{ id: string; at: number }[]>`
        select id, extract(epoch from finished_at)::float8 * 1000 as at from ${sql(table)}
        where ${ours} id = any(${ids}::uuid[]) and finished_at is not null`
      for (const { id, at } of rows) ends.set(id, at)
      return ends.size === ids.length
    })
    return ends
  }
} finally {
  await house.close()
}

async function atRate(
  url: string,
  rate: number,
  seconds: number,
  onAnswer: (sentAt: number, answer: { status: number; body: string }) => void,
) {
  const idle: Caller[] = []
  const all: Caller[] = []
  await paced(rate, seconds, async (number) => {
    const caller = idle.pop() ?? (await Caller.open(url))
    if (!all.includes(caller)) all.push(caller)
    const sentAt = now()
    onAnswer(sentAt, await caller.post(JSON.stringify(order(number))))
    idle.push(caller)
  })
  for (const caller of all) caller.close()
}

/** So many a second whether or not the ones before were answered. */
async function paced(rate: number, seconds: number, send: (number: number) => Promise<void>): Promise<void> {
  const began = performance.now()
  const sending: Promise<void>[] = []
  for (let number = 0; number < rate * seconds; number++) {
    const wait = began + (number * 1_000) / rate - performance.now()
    if (wait > 1) await sleep(wait)
    sending.push(send(number))
  }
  await Promise.all(sending)
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 120_000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('Not everything has ended within two minutes')
    await sleep(50)
  }
}

function now(): number {
  return performance.timeOrigin + performance.now()
}

function keep(name: string, values: readonly number[]): void {
  const spread = { p50: percentile(values, 50), p99: percentile(values, 99) }
  results.set(name, [...(results.get(name) ?? []), spread])
  row(`${name.padEnd(14)} p50 ${spread.p50} ms, p99 ${spread.p99} ms`)
}

const GOALS: Record<string, Spread> = {
  'accepted@20': { p50: 10, p99: 40 },
  'finished@20': { p50: 10, p99: 40 },
  'seen@20': { p50: 100, p99: 100 },
  'answered@20': { p50: 10, p99: 40 },
  'accepted@500': { p50: 50, p99: 200 },
  'finished@500': { p50: 100, p99: 400 },
  'seen@500': { p50: 200, p99: 500 },
  'answered@500': { p50: 100, p99: 400 },
}
const metrics = Object.entries(GOALS).flatMap(([name, goal]) =>
  (['p50', 'p99'] as const).map((which): Metric => {
    const rounds = (results.get(name) ?? []).map((spread) => spread[which])
    const theirs = (results.get('baseline@20') ?? []).map((spread) => spread[which])
    const baseline = name === 'finished@20' ? { baseline: median(theirs) } : {}
    return {
      name: `${name.replace('@', 'At')}.${which}Ms`,
      value: median(rounds),
      unit: 'ms',
      better: 'lower',
      goal: goal[which],
      ...baseline,
    }
  }),
)
finish(metrics, options)
