import type { Sql } from 'postgres'
import type { Bus } from '@/server/bus/bus'
import { log } from '@/server/log'
import { PutOff } from '../put-off'
import { Rounds } from '../rounds'
import type { Channels } from './channel'
import { tellOf } from './tell'

const LOOK_EVERY_MS = 5_000
const TRY_AGAIN_MS = 30_000
const AT_ONCE = 4
const MOST = 200

type Parts = { sql: Sql; bus: Bus; channels: Channels; most?: number }
type Owed = { id: string; workspaceId: string; tell: 'question' | 'end' }

/**
 * Tells people that they are asked, and how it ended. What is owed stands with the wait (`tell`), so a worker that dies
 * leaves it to the next; one worker at a time looks after a question, held by an advisory lock that dies with it.
 */
export class Messenger {
  readonly #parts: Parts
  readonly #rounds: Rounds
  readonly #putOff = new PutOff({ firstMs: TRY_AGAIN_MS })

  constructor(parts: Parts) {
    this.#parts = parts
    this.#rounds = new Rounds({
      bus: parts.bus,
      topic: 'approvals',
      everyMs: LOOK_EVERY_MS,
      round: () => this.look(),
      failed: 'Messages about approvals could not be sent; they are tried again',
    })
  }

  start(): Promise<void> {
    return this.#rounds.start()
  }

  stop(): Promise<void> {
    return this.#rounds.stop()
  }

  /** One round over all that is owed. */
  async look(): Promise<void> {
    const { sql, most = MOST } = this.#parts
    const due = await sql<Owed[]>`
      select id, workspace_id as "workspaceId", tell from wait
      where tell is not null and id::text || tell <> all(${this.#putOff.names()}::text[]) order by id limit ${most}`
    for (let at = 0; at < due.length && !this.#rounds.signal.aborted; at += AT_ONCE) {
      await Promise.all(due.slice(at, at + AT_ONCE).map((each) => this.#tell(each)))
    }
  }

  async #tell({ id, workspaceId, tell }: Owed): Promise<void> {
    try {
      const done = await this.#parts.sql.begin(async (sql) => {
        const [lock] = await sql<{ ours: boolean }[]>`select pg_try_advisory_xact_lock(hashtextextended(${`approval:${id}`}, 0)) as ours`
        if (!lock?.ours) return true
        if (!(await tellOf({ workspaceId, waitId: id }, this.#parts.channels, this.#rounds.signal))) return false
        // Something else may be owed by now: only what was told is.
        await sql`update wait set tell = null where id = ${id} and tell = ${tell}`
        return true
      })
      if (!done) this.#putOff.again(id + tell)
    } catch (err) {
      if (this.#rounds.signal.aborted) return
      this.#putOff.again(id + tell)
      log.warn({ err, wait: id }, 'Messages about an approval could not be sent; they are tried again')
    }
  }
}
