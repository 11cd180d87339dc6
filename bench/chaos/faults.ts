import { cancelRun } from '@/server/services/runs/cancel'
import { publishAnew } from './flows'
import type { House } from './house'
import { KINDS, type KindName } from './kinds'
import type { Load } from './load'
import type { Program } from './program'
import type { Random } from './random'

/** What faults can reach. */
export type Stage = {
  house: House
  load: Load
  random: Random
  sinkUrl: string
  flowIds: Record<KindName, string>
  /** The version of the sleeper that new runs get. */
  sleeperVersion: number
  /** Runs somebody wished to cancel. */
  cancelled: Set<string>
}

export type Fault = {
  title: string
  /** Part of the two-minute version. */
  quick: boolean
  onlyOnRedis?: boolean
  /** Resolves when what was broken is whole again. */
  strike(stage: Stage, quick: boolean): Promise<unknown>
}

export const FAULTS = {
  kill: { title: 'kill -9 of a worker', quick: true, strike: (stage) => anyWorker(stage).kill() },
  killAll: {
    title: 'kill -9 of all workers',
    quick: false,
    strike: ({ house }) => Promise.all(house.workers.map((worker) => worker.kill())),
  },
  freeze: {
    title: 'SIGSTOP of a worker, past its lease, then SIGCONT',
    quick: true,
    strike: (stage, quick) => anyWorker(stage).freeze(quick ? 14 : 45),
  },
  flush: { title: 'Redis FLUSHALL', quick: true, onlyOnRedis: true, strike: ({ house }) => onRedis(house).flush() },
  redisAway: { title: 'Redis stopped', quick: false, onlyOnRedis: true, strike: ({ house }) => onRedis(house).away(60_000) },
  redisFull: { title: 'Redis at maxmemory', quick: false, onlyOnRedis: true, strike: ({ house }) => onRedis(house).full(20_000) },
  postgres: {
    title: 'Postgres immediate restart',
    quick: true,
    strike: ({ house, random }) => house.database.crash(random.between(100, 3_000)),
  },
  backends: {
    title: 'all Postgres backends terminated',
    quick: false,
    strike: ({ house }) => house.sql`
      select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
  },
  clock: {
    title: 'the clocks of a worker and the gateway jump by an hour',
    quick: false,
    strike: async (stage) => [anyWorker(stage), stage.house.gateway].map((program) => program.signal('SIGUSR2')),
  },
  rolling: {
    title: 'rolling restart of every process',
    quick: false,
    async strike({ house }) {
      for (const program of [...house.workers, house.gateway]) {
        await program.stop()
        await program.start()
      }
    },
  },
  publish: {
    title: 'publish while runs wait',
    quick: false,
    async strike(stage) {
      const { house, flowIds, sinkUrl } = stage
      await publishAnew(house.actor, flowIds.sleeper, KINDS.sleeper.graph(sinkUrl, stage.sleeperVersion + 1))
      stage.sleeperVersion += 1
    },
  },
  cancel: {
    title: 'cancel runs that wait or run',
    quick: false,
    async strike({ house, random, cancelled }) {
      const runs = await house.sql<{ id: string }[]>`select id from run where status in ('running', 'waiting') order by id desc limit 40`
      for (const { id } of random.shuffled(runs).slice(0, 5)) {
        cancelled.add(id)
        await cancelRun({ actor: house.actor }, { id })
      }
    },
  },
  heavy: { title: 'a payload of 10 MB', quick: false, strike: async ({ load }) => load.start('heavy') },
  wide: { title: 'a graph of 10,000 nodes', quick: false, strike: async ({ load }) => load.start('wide') },
  poison: { title: 'a run that kills its worker', quick: false, strike: async ({ load }) => load.start('poison') },
} as const satisfies Record<string, Fault>

export type FaultName = keyof typeof FAULTS

/** Each fault once, in the order of chance, and from the start again. */
export function* scheduleOf(names: readonly FaultName[], random: Random): Generator<FaultName> {
  for (;;) yield* random.shuffled(names)
}

function anyWorker({ house, random }: Stage): Program {
  const worker = house.workers[random.below(house.workers.length)]
  if (!worker) throw new Error('There are no workers')
  return worker
}

function onRedis({ redis }: House) {
  if (!redis) throw new Error('This queue is not on Redis')
  return redis
}
