import { setTimeout as sleep } from 'node:timers/promises'
import { codeOf } from './code-of'

/**
 * Codes of the driver, of sockets, and of Postgres: class 08, 57P (shut down, crashed, not ready yet), class 53 (no connection, memory
 * or disk left), and one that only reads, as a stand-in does that is just taking over.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const AWAY = /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|ECONNREFUSED|ECONNRESET|EPIPE|08\w{3}|57P0[1-3]|53\w{3}|25006)$/

/** True when a statement failed because the database could not be reached, or could take none: that says nothing about the statement. */
export function isDatabaseAway(error: unknown): boolean {
  const code = codeOf(error)
  return code !== undefined && AWAY.test(code)
}

type Waiting = { isAway?: (error: unknown) => boolean; signal?: AbortSignal }

/** Does it again while the database is away, but not for longer than this. It has to bear being done twice. */
export async function untilBack<T>(
  patienceMs: number,
  work: () => Promise<T> | T,
  { isAway = isDatabaseAway, signal }: Waiting = {},
): Promise<T> {
  const end = performance.now() + patienceMs
  for (let tried = 0; ; tried++) {
    try {
      return await work()
    } catch (error) {
      if (!isAway(error) || performance.now() > end) throw error
      await sleep(Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** tried), undefined, { signal }).catch(() => {})
      signal?.throwIfAborted()
    }
  }
}

const PAUSE_MS = 200
const LONGEST_PAUSE_MS = 2_000
