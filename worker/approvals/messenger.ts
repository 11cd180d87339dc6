import type { Sql } from 'postgres'
import type { Bus } from '@/server/bus/bus'
import { log } from '@/server/log'
import type { Channels } from './channel'
import { tellOf } from './tell'

const LOOK_EVERY_MS = 5_000
const TRY_AGAIN_MS = 30_000
const AT_ONCE = 4
const MOST = 200

type Parts = { sql: Sql; bus: Bus; channels: Channels }
type Owed = { id: string; workspaceId: string; tell: 'question' | 'end' }

/**
 * Tells people that they are asked, and how it ended. What is owed stands with the wait (`tell`), so a worker that dies
 * leaves it to the next; one worker at a time looks after a question, held by an advisory lock that dies with it.
 */
export class Messenger {
  readonly #parts: Parts
  readonly #abort = new AbortController()
  readonly #notBefore = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined
  #unsubscribe = () => {}
  #round: Promise<void> | null = null
  #again = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    this.#unsubscribe = await this.#parts.bus.subscribe('approvals', () => this.#nudge())
    this.#timer = setInterval(() => this.#nudge(), LOOK_EVERY_MS)
    this.#nudge()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#unsubscribe()
    this.#abort.abort(new Error('The worker stops'))
    await this.#round
  }

  #nudge(): void {
    if (this.#abort.signal.aborted) return
    if (this.#round) {
      this.#again = true
      return
    }
    this.#round = this.look()
      .catch((err) => log.warn({ err }, 'Messages about approvals could not be sent; they are tried again'))
      .finally(() => {
        this.#round = null
        if (this.#again) this.#nudge()
      })
    this.#again = false
  }

  /** One round over all that is owed. */
  async look(): Promise<void> {
    const owed = await this.#parts.sql<Owed[]>`
      select id, workspace_id as "workspaceId", tell from wait where tell is not null order by id limit ${MOST}`
    const due = owed.filter(({ id, tell }) => (this.#notBefore.get(id + tell) ?? 0) <= Date.now())
    for (let at = 0; at < due.length && !this.#abort.signal.aborted; at += AT_ONCE) {
      await Promise.all(due.slice(at, at + AT_ONCE).map((each) => this.#tell(each)))
    }
  }

  async #tell({ id, workspaceId, tell }: Owed): Promise<void> {
    try {
      const done = await this.#parts.sql.begin(async (sql) => {
        const [lock] = await sql<{ ours: boolean }[]>`select pg_try_advisory_xact_lock(hashtextextended(${`approval:${id}`}, 0)) as ours`
        if (!lock?.ours) return true
        if (!(await tellOf({ workspaceId, waitId: id }, this.#parts.channels, this.#abort.signal))) return false
        // Something else may be owed by now: only what was told is.
        await sql`update wait set tell = null where id = ${id} and tell = ${tell}`
        return true
      })
      if (done) this.#notBefore.delete(id + tell)
      else this.#notBefore.set(id + tell, Date.now() + TRY_AGAIN_MS)
    } catch (err) {
      if (this.#abort.signal.aborted) return
      this.#notBefore.set(id + tell, Date.now() + TRY_AGAIN_MS)
      log.warn({ err, wait: id }, 'Messages about an approval could not be sent; they are tried again')
    }
  }
}
