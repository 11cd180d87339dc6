import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import type { RunStatus } from '@/flow/engine/status'
import { batching } from '@/server/db/batching'
import { isRefusal } from '@/server/db/is-refusal'
import { log } from '@/server/log'
import type { Append, Growing } from './append'
import { committedAppends, writeAppends } from './flush-statement'

/** The run is another worker's now, or at its end: whoever gets this stops at once and writes nothing more. */
export class FenceLost extends Error {
  constructor(runId: string) {
    super(`Run ${runId} belongs to another worker`)
    this.name = 'FenceLost'
  }
}

/** How long a database that is away is waited for. What comes late is refused by its fence, not by its age. */
const PATIENCE_MS = 60_000

/**
 * A statement costs about as much as ten runs in it. So the more there was to write, the longer the next one gathers; what
 * somebody waits for before going on is written at once (`hurry`), and all that has gathered with it.
 */
const PAUSE_MS_AN_APPEND = 1
const LONGEST_PAUSE_MS = 20

/** Takes the append when its turn has come, and resolves with the run's status once it is durable. */
export type Flusher = { (append: Growing): Promise<RunStatus>; hurry?(): void }

type Written = RunStatus | FenceLost | Error

/**
 * Gathers what all active runs produced into one statement at a time. A lost connection is survived, and an append
 * whose answer was lost is looked up rather than written twice. An append the database refuses fails alone.
 */
export function openFlusher(
  sql: Sql,
  workerId: string,
  onWritten: (appends: readonly Append[], status: ReadonlyMap<string, RunStatus>) => void,
): Flusher {
  const write = async (appends: Append[]): Promise<Map<string, Written>> => {
    const end = performance.now() + PATIENCE_MS
    for (let attempt = 1; ; attempt++) {
      try {
        const committed = attempt === 1 ? new Set<string>() : await committedAppends(sql, appends)
        const left = appends.filter(({ runId }) => !committed.has(runId))
        const status = await writeAppends(sql, workerId, left)
        for (const { runId, status: given } of appends) if (committed.has(runId)) status.set(runId, given ?? 'running')
        onWritten(appends, status)
        return new Map(appends.map(({ runId }) => [runId, status.get(runId) ?? new FenceLost(runId)]))
      } catch (error) {
        if (isRefusal(error)) return appends.length === 1 ? refused(appends, error) : writeOneByOne(appends)
        if (performance.now() > end) throw error
        log.warn({ err: error, attempt }, 'The journal could not be written; trying again')
        await sleep(Math.min(1_000, 50 * 2 ** attempt))
      }
    }
  }

  const writeOneByOne = async (appends: Append[]) => {
    const results = new Map<string, Written>()
    for (const append of appends) for (const [id, result] of await write([append])) results.set(id, result)
    return results
  }

  const push = batching<Growing, Written>(
    async (growing) => {
      const appends = growing.map((each) => each.take())
      const results = await write(appends)
      return appends.map(({ runId }) => results.get(runId) ?? new FenceLost(runId))
    },
    {
      most: 500,
      weigh: (growing) => growing.letters(),
      heaviest: 4_000_000,
      pauseMs: (count) => Math.min(LONGEST_PAUSE_MS, (count - 1) * PAUSE_MS_AN_APPEND),
    },
  )

  const written = async (append: Growing) => {
    const result = await push(append)
    if (result instanceof Error) throw result
    return result
  }
  return Object.assign(written, { hurry: push.hurry })
}

function refused(appends: readonly Append[], error: Error): Map<string, Written> {
  return new Map(appends.map(({ runId }) => [runId, error]))
}
