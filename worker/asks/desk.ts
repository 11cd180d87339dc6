import type { Sql } from 'postgres'
import type { Bus } from '@/server/bus/bus'
import type { AskKind } from '@/server/services/asks/kinds'
import { ServiceError } from '@/server/services/service-error'
import { stepErrorOf } from '../engine/failure'
import { Rounds } from '../rounds'
import type { Answerer } from './answer'

const LOOK_EVERY_MS = 2_000
const AT_ONCE = 10
/** Whoever asked has stopped waiting by then. */
const OLD = '1 minute'
const FORGET_AFTER = '1 hour'

type Parts = { sql: Sql; bus: Bus; workerId: string; answerer: Answerer }
type Taken = { id: string; workspaceId: string; kind: AskKind; detail: unknown }

/** Answers what other processes ask of a worker (server/services/asks). Each question is taken by one worker, once. */
export class AskDesk {
  readonly #parts: Parts
  readonly #rounds: Rounds

  constructor(parts: Parts) {
    this.#parts = parts
    this.#rounds = new Rounds({
      bus: parts.bus,
      topic: 'asks',
      everyMs: LOOK_EVERY_MS,
      atOnce: AT_ONCE,
      round: async () => void (await Promise.all((await this.#take()).map((ask) => this.#answer(ask)))),
      failed: 'Questions to the worker could not be read; it looks again',
    })
  }

  start(): Promise<void> {
    return this.#rounds.start()
  }

  stop(): Promise<void> {
    return this.#rounds.stop()
  }

  async #take(): Promise<Taken[]> {
    const { sql, workerId } = this.#parts
    await sql`delete from ask where asked_at < now() - ${FORGET_AFTER}::interval`
    return sql<Taken[]>`
      update ask set taken_by = ${workerId} where id in (
        select id from ask where taken_by is null and asked_at > now() - ${OLD}::interval order by id limit ${AT_ONCE} for update skip locked
      ) returning id, workspace_id as "workspaceId", kind, detail`
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
