import { setImmediate } from 'node:timers/promises'
import { and, asc, desc, eq, isNull, sql as raw } from 'drizzle-orm'
import type { Sql } from 'postgres'
import type { RunDifference } from '@/flow/what-if/result'
import type { Bus } from '@/server/bus/bus'
import { whatIf, whatIfResult } from '@/server/db/schema'
import { inWorkspace, type Tx } from '@/server/db/tenancy'
import { sealResult } from '@/server/services/what-if/line'
import type { Readers } from '../capabilities/replay/replay-hands'
import { isAlive } from '../engine/heartbeat'
import { Rounds } from '../rounds'
import { tryRun } from './try-run'

const LOOK_EVERY_MS = 5_000
/** Enough to read and to argue about; the runs themselves are kept as long as runs are. */
const FORGET_AFTER = '14 days'
/** Workers that may go down with one run before it is left. */
const MOST_TRIES = 2
/** Then it is another workspace's turn, if one has something to try. */
const TURN_MS = 5_000

type Parts = { sql: Sql; bus: Bus; workerId: string; readers: Readers; turnMs?: number | undefined }
/** Remembered; more hardly wait at once. */
const MOST_SERVED = 1_000

type Taken = { id: string; workspaceId: string; versionId: string }

/**
 * Tries drafts on past runs, beside a worker's other work: one run at a time, which yields as live runs do, and workspaces in turn.
 * What is found stands in rows at once, so a worker that dies leaves off, and the next goes on, exactly there.
 */
export class WhatIfDesk {
  readonly #parts: Parts
  readonly #rounds: Rounds
  /** Workspaces that had a turn, the last of them last. */
  #served: string[] = []

  constructor(parts: Parts) {
    this.#parts = parts
    this.#rounds = new Rounds({
      bus: parts.bus,
      topic: 'what-ifs',
      everyMs: LOOK_EVERY_MS,
      round: () => this.#work(),
      failed: 'Drafts could not be tried on past runs; it is tried again',
    })
  }

  start(): Promise<void> {
    return this.#rounds.start()
  }

  stop(): Promise<void> {
    return this.#rounds.stop()
  }

  async #work(): Promise<void> {
    await this.#parts.sql`delete from what_if where created_at < now() - ${FORGET_AFTER}::interval`
    for (let taken = await this.#take(); taken; taken = await this.#take()) await this.#perform(taken)
  }

  /** What no living worker has in hand: of the workspace whose turn it is, the oldest. */
  async #take(): Promise<Taken | null> {
    if (this.#rounds.signal.aborted) return null
    const { sql, workerId } = this.#parts
    const [taken] = await sql<Taken[]>`
      update what_if set taken_by = ${workerId} where id = (
        select id from what_if w where status = 'running' and not ${isAlive(sql, sql`w.taken_by`)}
        order by array_position(${this.#served}::uuid[], workspace_id) nulls first, id limit 1 for update skip locked
      ) returning id, workspace_id as "workspaceId", version_id as "versionId"`
    if (!taken) return null
    this.#served = [...this.#served.filter((id) => id !== taken.workspaceId), taken.workspaceId].slice(-MOST_SERVED)
    return taken
  }

  async #perform(taken: Taken): Promise<void> {
    const { bus, sql, workerId, turnMs = TURN_MS } = this.#parts
    const { workspaceId } = taken
    const end = performance.now() + turnMs
    try {
      for (let next = await this.#next(taken); next; next = performance.now() < end ? await this.#next(taken) : null) {
        const { runId, tries } = next
        const difference = tries > MOST_TRIES ? LEFT : await this.#try(taken, runId)
        await inWorkspace(workspaceId, async (tx) => {
          if (await this.#holds(tx, taken)) await keep(tx, { workspaceId, whatIfId: taken.id, runId }, difference)
        })
        bus.publish(`what-if:${taken.id}`, { whatIfId: taken.id })
        await setImmediate()
      }
    } finally {
      // Whether it is over or has to be put back: nobody is to wait for this worker.
      await sql`update what_if set taken_by = null where id = ${taken.id} and taken_by = ${workerId}`
    }
    bus.publish(`what-if:${taken.id}`, { whatIfId: taken.id })
  }

  async #try({ id, workspaceId, versionId }: Taken, runId: string): Promise<RunDifference> {
    try {
      return await tryRun({ workspaceId, runId, versionId }, this.#parts.readers, this.#rounds.signal)
    } catch (error) {
      // The worker stops, which is not the run's fault.
      await inWorkspace(workspaceId, (tx) =>
        tx
          .update(whatIfResult)
          .set({ tries: raw`tries - 1` })
          .where(and(eq(whatIfResult.workspaceId, workspaceId), eq(whatIfResult.whatIfId, id), eq(whatIfResult.runId, runId))),
      )
      throw error
    }
  }

  /** The next run to be tried, marked as begun; null when there is none, or it is not ours any more. */
  #next(taken: Taken): Promise<{ runId: string; tries: number } | null> {
    if (this.#rounds.signal.aborted) return Promise.resolve(null)
    const { workspaceId, id } = taken
    const ofIt = and(eq(whatIfResult.workspaceId, workspaceId), eq(whatIfResult.whatIfId, id))
    return inWorkspace(workspaceId, async (tx) => {
      if (!(await this.#holds(tx, taken))) return null
      const [owed] = await tx
        .select({ runId: whatIfResult.runId })
        .from(whatIfResult)
        .where(and(ofIt, isNull(whatIfResult.verdict)))
        // Others first, should this one have brought a worker down.
        .orderBy(asc(whatIfResult.tries), desc(whatIfResult.runId))
        .limit(1)
      if (!owed) {
        await tx.update(whatIf).set({ status: 'done', finishedAt: raw`now()` }).where(eq(whatIf.id, id))
        return null
      }
      const [begun] = await tx
        .update(whatIfResult)
        .set({ tries: raw`tries + 1` })
        .where(and(ofIt, eq(whatIfResult.runId, owed.runId)))
        .returning({ tries: whatIfResult.tries })
      return { runId: owed.runId, tries: begun?.tries ?? 1 }
    })
  }

  async #holds(tx: Tx, { id }: Taken): Promise<boolean> {
    const [ours] = await tx
      .select({ id: whatIf.id })
      .from(whatIf)
      .where(and(eq(whatIf.id, id), eq(whatIf.status, 'running'), eq(whatIf.takenBy, this.#parts.workerId)))
      .for('update')
    return ours !== undefined
  }
}

const LEFT: RunDifference = {
  verdict: 'untold',
  statusThen: null,
  statusNow: null,
  reason: 'KAOS broke down more than once while it tried this run.',
  steps: [],
  effects: [],
  same: 0,
}

async function keep(tx: Tx, which: { workspaceId: string; whatIfId: string; runId: string }, difference: RunDifference): Promise<void> {
  const sealed = await sealResult(tx, which, difference)
  await tx
    .update(whatIfResult)
    .set({ verdict: difference.verdict, ...sealed })
    .where(
      and(
        eq(whatIfResult.workspaceId, which.workspaceId),
        eq(whatIfResult.whatIfId, which.whatIfId),
        eq(whatIfResult.runId, which.runId),
        isNull(whatIfResult.verdict),
      ),
    )
}
