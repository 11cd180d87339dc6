import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import type { RunEvent } from '@/flow/engine/events'
import { planOf } from '@/flow/engine/plan'
import { draw } from '@/flow/engine/testing/drawn'
import type { Growing } from './append'
import { Journal } from './journal'
import { RunningDigest } from './running-digest'
import { claimedRun } from './testing/claimed-run'

const { graph, manifest } = draw('t → a')
const plan = planOf(graph, manifest)
const RUNS = 500
const HELD = 10_000

setFlagsFromString('--expose-gc')
const collect: (options?: { type: 'minor' }) => void = runInNewContext('gc')

/** A run that takes and makes some ten thousand bytes, from its beginning to its end. */
async function doRun(number: number): Promise<void> {
  const input = Array.from({ length: HELD / 8 }, (_, at) => at + number)
  const started: RunEvent = { type: 'run.started', at: 0, triggerNodeId: 't', input }
  const flush = async (growing: Growing) => {
    await undefined
    return growing.letters() > 0 ? (growing.take().status ?? 'running') : 'running'
  }
  const journal = new Journal(plan, claimedRun({ input }), { events: [started], bytes: 0 }, flush, new RunningDigest())
  journal.begin('a', 1, 1)
  journal.complete({ type: 'step.completed', at: 2, step: 'a', attempt: 1, port: 'out', output: input }, JSON.stringify(input))
  await journal.append([{ type: 'run.succeeded', at: 3 }], { status: 'succeeded' })
}

it('is gone with the next small collection of garbage when its run has ended, and need not wait for a large one', async () => {
  for (let number = 0; number < RUNS; number++) await doRun(number)
  collect()
  const before = process.memoryUsage().heapUsed
  for (let number = 0; number < RUNS; number++) await doRun(number)
  for (let times = 0; times < 3; times++) collect({ type: 'minor' })
  expect(process.memoryUsage().heapUsed - before).toBeLessThan((RUNS * HELD) / 4)
})
