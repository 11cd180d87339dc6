import { parseArgs } from 'node:util'
import { findRedis } from '@/deploy/local/redis.mjs'
import { FAULTS, type FaultName } from './chaos/faults'
import { percentile } from './chaos/recovery'
import { runChaos } from './chaos/run'
import { finish, row } from './print'

/**
 * `npm run bench:recovery -- [--rounds N] [--rate N] [--queue redis|postgres] [--json]`: a worker killed, a worker stopped
 * and resumed, Redis emptied and Postgres restarted under load, and how long runs were held up by it.
 */
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    rate: { type: 'string', default: '10' },
    queue: { type: 'string', default: findRedis() ? 'redis' : 'postgres' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})

const queue = options.queue === 'postgres' ? 'postgres' : 'redis'
const NAMES: readonly FaultName[] = ['kill', 'freeze', 'flush', 'postgres']
const { findings, recovery, runs, unverified } = await runChaos({
  queue,
  seed: Number(options.seed),
  strikes: Number(options.rounds) * NAMES.length,
  perSecond: Number(options.rate),
  quick: true,
  faults: NAMES,
})

row(`\n${runs} runs on the ${queue} queue, ${unverified} unsafe effects put to a person`)
for (const name of NAMES) {
  const seconds = recovery.get(FAULTS[name].title) ?? []
  const spread = [0.5, 0.99, 1].map((share) => percentile(seconds, share).toFixed(1))
  row(
    `  ${FAULTS[name].title.padEnd(50)} ${String(seconds.length).padStart(5)} runs met it: p50 ${spread[0]} s, p99 ${spread[1]} s, last ${spread[2]} s`,
  )
}
const count = { unit: '', better: 'lower', goal: 0 } as const
const lost = findings['accepted and lost'].length + findings['not at its end'].length
finish(
  [
    { name: 'lost', value: lost, ...count },
    { name: 'keyedEffectsTwice', value: findings['keyed effect twice'].length, ...count },
    { name: 'finishedStepsRerun', value: findings['finished step run again'].length, ...count },
    { name: 'recoveryP99Seconds', value: worst([...recovery.values()]), unit: 's', better: 'lower', goal: 15 },
  ],
  options,
)
process.exit(0)

/** Of the fault that held runs up for longest. */
function worst(faults: readonly number[][]): number {
  return Number(Math.max(...faults.map((seconds) => percentile(seconds, 0.99))).toFixed(2))
}
