import { parseArgs } from 'node:util'
import { findRedis } from '@/deploy/local/redis.mjs'
import { FAULTS, type FaultName } from './chaos/faults'
import { PROMISES } from './chaos/findings'
import { percentile } from './chaos/recovery'
import { type Outcome, runChaos } from './chaos/run'
import { row } from './print'

/**
 * `npm run chaos -- [--minutes N] [--seed S] [--queue redis|postgres] [--rate N] [--quick] [--json]`: real processes under
 * load, broken again and again; afterwards every promise is checked. The seed repeats the schedule of a run that failed.
 */
const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    queue: { type: 'string', default: findRedis() ? 'redis' : 'postgres' },
    rate: { type: 'string', default: '10' },
    faults: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

const names = Object.keys(FAULTS) as FaultName[] // Object.keys forgets the key type
const asked = options.faults?.split(',')
const queue = options.queue === 'postgres' ? 'postgres' : 'redis'
const seed = Number(options.seed)

row(`chaos: seed ${seed}, queue on ${queue}, ${options.minutes} minutes, ${options.rate} runs a second`)
const outcome = await runChaos({
  queue,
  seed,
  seconds: Number(options.minutes) * 60,
  perSecond: Number(options.rate),
  quick: options.quick,
  faults: names.filter((name) => asked?.includes(name) ?? (!options.quick || FAULTS[name].quick)),
})
const failed = print(outcome)
if (failed) row(`\nWhat the processes said stands in ${outcome.logs}. To do it again: ${command()}`)
if (options.json) row(JSON.stringify(forMachines(outcome)))
process.exit(failed ? 1 : 0)

function print({ findings, recovery, struck, runs, events, effects, unverified, refusals, repeats, deaths }: Outcome): boolean {
  row(`\n${struck.length} faults, ${deaths} workers that died and came back`)
  for (const [title, seconds] of recovery) {
    const times = struck.filter((each) => each.title === title).length
    const late = `p50 ${percentile(seconds, 0.5).toFixed(1)} s, p99 ${percentile(seconds, 0.99).toFixed(1)} s`
    row(`  ${String(times).padStart(3)} × ${title.padEnd(56)} ${String(seconds.length).padStart(5)} runs met it, held up for ${late}`)
  }
  row(`\n${runs} runs accepted, ${repeats} repeats, ${refusals} refusals, ${events} events, ${effects} effects`)
  row(`${unverified} unsafe effects that only a person could tell about`)
  for (const promise of PROMISES) {
    const found = findings[promise]
    row(
      `  ${found.length === 0 ? '✓' : '✗'} ${promise.padEnd(32)} ${found.length}${found.length > 0 ? `  ${found.slice(0, 5).join(', ')}` : ''}`,
    )
  }
  return PROMISES.some((promise) => findings[promise].length > 0)
}

function forMachines({ findings, struck, recovery, logs, ...counts }: Outcome) {
  const wrong = Object.fromEntries(PROMISES.map((promise) => [promise, findings[promise].length]))
  return { seed, queue, faults: struck.length, ...counts, recoveryP99Seconds: percentile([...recovery.values()].flat(), 0.99), wrong }
}

function command(): string {
  const given = Object.entries(options).flatMap(([name, value]) => (value === true ? `--${name}` : value ? `--${name} ${value}` : []))
  return `npm run chaos -- ${given.join(' ')}`
}
