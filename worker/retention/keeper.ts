import type { Sql } from 'postgres'
import { log } from '@/server/log'
import { cancelLeftBehind } from './cancel-left-behind'
import { giveUpDetails } from './give-up'
import { removeDetails } from './remove-details'
import { removeMails } from './remove-mails'
import { removeRuns } from './remove-runs'
import { sweepBytes } from './sweep-bytes'
import { sweepFiles } from './sweep-files'
import { makeWeeks } from './weeks'
import { retentionIn, workspacesWithAny, workspacesWithRuns } from './workspaces'

const FIRST_AFTER_MS = 60_000
const EVERY_MS = 3_600_000
/** It looks at every file there is. */
const SWEEP_BYTES_EVERY_MS = 24 * 3_600_000
/** Any number: whoever holds the lock is the one worker that keeps house. */
const HOUSE_LOCK = 5_264

/**
 * Keeps what runs did for as long as each workspace wants it, and no longer; makes room for the weeks to come. Every worker
 * has one, and a lock lets one at a time work. Each step may be cut short anywhere: the next round goes on from there.
 */
export class Keeper {
  readonly #sql: Sql
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> = Promise.resolve()
  #sweepBytesAt = 0
  readonly #leaving = new AbortController()

  constructor(sql: Sql) {
    this.#sql = sql
  }

  /** Resolves when there is a week to append to. */
  async start(): Promise<void> {
    await makeWeeks(this.#sql)
    this.#schedule(FIRST_AFTER_MS)
  }

  async stop(): Promise<void> {
    this.#leaving.abort()
    clearTimeout(this.#timer)
    await this.#round
  }

  /** One round, unless another worker is at it. */
  async keepHouse(): Promise<void> {
    // A connection of its own: the lock lives as long as its session, and no transaction stays open meanwhile.
    const held = await this.#sql.reserve()
    try {
      const [lock] = await held<{ got: boolean }[]>`select pg_try_advisory_lock(${HOUSE_LOCK}) as got`
      if (!lock?.got) return
      try {
        await this.#keepHouse()
      } finally {
        await held`select pg_advisory_unlock(${HOUSE_LOCK})`
      }
    } finally {
      held.release()
    }
  }

  async #keepHouse(): Promise<void> {
    const sql = this.#sql
    const house = { sql, leaving: this.#leaving.signal }
    await this.#do('make weeks', () => makeWeeks(sql))
    for (const workspaceId of await workspacesWithRuns(sql)) {
      await this.#do('give up details', async () => giveUpDetails(house, workspaceId, (await retentionIn(workspaceId)).details))
    }
    await this.#do('remove details', () => removeDetails(house))
    for (const workspaceId of await workspacesWithAny(sql)) {
      await this.#do('cancel what is held', () => cancelLeftBehind(workspaceId, house))
      await this.#do('remove runs', async () => removeRuns(house, workspaceId, (await retentionIn(workspaceId)).runs))
      await this.#do('remove mails', async () => removeMails(house, workspaceId, (await retentionIn(workspaceId)).details))
      await this.#do('sweep files', async () => sweepFiles(house, workspaceId, (await retentionIn(workspaceId)).details))
    }
    if (performance.now() < this.#sweepBytesAt) return
    await this.#do('sweep bytes', () => sweepBytes(house))
    this.#sweepBytesAt = performance.now() + SWEEP_BYTES_EVERY_MS
  }

  /** One that fails, or has to wait for somebody else's lock too long, doesn't keep the others from theirs. */
  async #do(duty: string, perform: () => Promise<void>): Promise<void> {
    if (this.#leaving.signal.aborted) return
    await perform().catch((err) => log.warn({ err, duty }, 'Old data could not be put away; it is tried again'))
  }

  #schedule(inMs: number): void {
    if (this.#leaving.signal.aborted) return
    this.#timer = setTimeout(() => {
      this.#round = this.keepHouse()
        .catch((err) => log.warn({ err }, 'Old data could not be looked through; it is tried again'))
        .then(() => this.#schedule(EVERY_MS))
    }, inMs)
  }
}
