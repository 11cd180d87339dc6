import { setTimeout as sleep } from 'node:timers/promises'
import { cpuMicrosOf, cpuMicrosOfMachine, treeOf } from '../cpu'

export type Round = {
  runsPerSecond: number
  /** Of the programs under measurement: this process, which accepts, and the workers. */
  cpuMicrosPerRun: number
  databaseMicrosPerRun: number
  /** Of everything on the machine, neighbours included, as a share of all its processors' time. */
  machineBusy: number
}

type Measured = {
  count: number
  accept(number: number): Promise<unknown>
  /** Accepts under way at once. */
  callers: number
  isDone(): Promise<boolean>
  /** What is still to be done for these runs after their end; its CPU counts, its time does not. */
  afterwards?(): Promise<boolean>
  pids: readonly number[]
  databasePid: number
  processors: number
}

/** Accepts so many runs as quickly as they are taken, and waits until the last has ended. */
export async function measure({ count, accept, callers, isDone, afterwards, pids, databasePid, processors }: Measured): Promise<Round> {
  const cpu = () => ({
    ours: cpuMicrosOf([process.pid, ...pids]),
    database: cpuMicrosOf(treeOf(databasePid)),
    machine: cpuMicrosOfMachine(),
  })
  const before = cpu()
  const began = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let number = next++; number < count; number = next++) await accept(number)
    }),
  )
  await until(isDone, 10)
  const tookMs = performance.now() - began
  const machineBusy = (cpu().machine - before.machine) / (tookMs * 1_000 * processors)
  if (afterwards) await until(afterwards, 100)
  const after = cpu()
  return {
    runsPerSecond: count / (tookMs / 1_000),
    cpuMicrosPerRun: (after.ours - before.ours) / count,
    databaseMicrosPerRun: (after.database - before.database) / count,
    machineBusy,
  }
}

async function until(holds: () => Promise<boolean>, everyMs: number): Promise<void> {
  const end = performance.now() + 300_000
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('The runs have not ended within five minutes')
    await sleep(everyMs)
  }
}
