import type { Sql } from 'postgres'
import type { Bus } from '@/server/bus/bus'
import { log } from '@/server/log'
import type { AskKind } from '@/server/services/asks/kinds'
import { ServiceError } from '@/server/services/service-error'
import { stepErrorOf } from '../engine/failure'
import { Rounds } from '../rounds'
import type { Answerer } from './answer'

const LOOK_EVERY_MS = 2_000
/** Questions of one worker at a time, and of one workspace: what it asks of may be slow, and others ask, too. */
const AT_ONCE = 100
const OF_ONE = 50
/** Whoever asked has stopped waiting by then. */
const OLD = '1 minute'
const FORGET_AFTER = '1 hour'

type Parts = { sql: Sql; bus: Bus; workerId: string; answerer: Answerer }
type Taken = { id: string; workspaceId: string; kind: AskKind; detail: unknown }

/** Answers what other processes ask of a worker (server/services/asks). Each question is taken by one worker, once. */
export class AskDesk {
  readonly #parts: Parts
  readonly #rounds: Rounds
  readonly #answers = new Set<Promise<void>>()

  constructor(parts: Parts) {
    this.#parts = parts
    this.#rounds = new Rounds({
      bus: parts.bus,
      topic: 'asks',
      everyMs: LOOK_EVERY_MS,
      round: () => this.#look(),
      failed: 'Questions to the worker could not be read; it looks again',
    })
  }

  start(): Promise<void> {
    return this.#rounds.start()
  }

  async stop(): Promise<void> {
    await this.#rounds.stop()
    await Promise.all(this.#answers)
  }

  async #look(): Promise<void> {
    const room = AT_ONCE - this.#answers.size
    if (room <= 0) return
    for (const ask of await this.#take(room)) {
      const answer = this.#answer(ask)
        .catch((err) => log.warn({ err, ask: ask.id }, 'An answer could not be given; whoever asked asks again'))
        .finally(() => {
          this.#answers.delete(answer)
          this.#rounds.ring()
        })
      this.#answers.add(answer)
    }
  }

  /** Workspaces take turns: one that asks for much does not keep another's only question waiting. */
  async #take(most: number): Promise<Taken[]> {
    const { sql, workerId } = this.#parts
    await sql`delete from ask where asked_at < now() - ${FORGET_AFTER}::interval`
    return sql<Taken[]>`
      with recent as (
        select id, taken_by, row_number() over (partition by workspace_id order by taken_by is null, id) as turn from ask
        where answered_at is null and asked_at > now() - ${OLD}::interval
      ), mine as materialized (
        select ask.id from ask join recent on recent.id = ask.id
        where recent.taken_by is null and recent.turn <= ${OF_ONE} and ask.taken_by is null
        order by recent.turn, ask.id limit ${most} for update of ask skip locked
      )
      update ask set taken_by = ${workerId} from mine where ask.id = mine.id
      returning ask.id, workspace_id as "workspaceId", kind, detail`
  }

  async #answer({ id, workspaceId, kind, detail }: Taken): Promise<void> {
    const { sql, bus, answerer } = this.#parts
    const said = await answerer(kind, { workspaceId, detail, signal: this.#rounds.signal }).then(
      (answer) => ({ answer: JSON.stringify(answer), problem: null }),
      (error: unknown) => ({ answer: null, problem: JSON.stringify(problemOf(error)) }),
    )
    await sql`update ask set answer = ${said.answer}::text::json, problem = ${said.problem}::text::json, answered_at = now() where id = ${id}`
    bus.publish(`ask:${id}`, { askId: id })
  }
}

function problemOf(error: unknown) {
  return error instanceof ServiceError ? { code: error.code, message: error.message } : stepErrorOf(error)
}
