import type { Sql } from 'postgres'
import type { Bus } from '@/server/bus/bus'
import { log } from '@/server/log'
import type { AskKind } from '@/server/services/asks/kinds'
import { ServiceError } from '@/server/services/service-error'
import { stepErrorOf } from '../engine/failure'
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
  readonly #abort = new AbortController()
  readonly #under = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #unsubscribe = () => {}

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    this.#unsubscribe = await this.#parts.bus.subscribe('asks', () => this.#look())
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS)
    this.#look()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#unsubscribe()
    this.#abort.abort()
    await Promise.all(this.#under)
  }

  #look(): void {
    if (this.#abort.signal.aborted || this.#under.size >= AT_ONCE) return
    const looking = this.#take()
      .then((taken) => Promise.all(taken.map((ask) => this.#answer(ask))))
      .then(() => {})
      .catch((err) => log.warn({ err }, 'Questions to the worker could not be read; it looks again'))
      .finally(() => this.#under.delete(looking))
    this.#under.add(looking)
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
    const said = await answerer(kind, { workspaceId, detail, signal: this.#abort.signal }).then(
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
