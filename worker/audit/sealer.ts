import { appendFile } from 'node:fs/promises'
import type { Sql } from 'postgres'
import type { Checkpoint } from '@/server/governance/chain/checkpoint'
import { checkpointLog } from '@/server/governance/chain/checkpoint-log'
import { log } from '@/server/log'
import { sealWorkspace } from './seal-workspace'

const EVERY_MS = 500
const SIGN_AFTER_MS = 5_000
const AT_ONCE = 4
/** Steps for one workspace before the others get their turn. */
const STEPS_IN_A_ROW = 20

/** Keeps the audit chains of all workspaces growing, within about a second. Every worker runs one; a lock keeps them apart. */
export class Sealer {
  readonly #sql: Sql
  readonly #signAfterMs: number
  #timer: NodeJS.Timeout | undefined
  #round: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(sql: Sql, { signAfterMs = SIGN_AFTER_MS } = {}) {
    this.#sql = sql
    this.#signAfterMs = signAfterMs
  }

  start(): void {
    this.#schedule(0)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#round
  }

  /** One round over all workspaces with something to seal. One that fails doesn't keep the others from theirs. */
  async seal(): Promise<void> {
    const waiting = await workspacesToSeal(this.#sql)
    const work = async () => {
      for (let next = waiting.shift(); next && !this.#stopped; next = waiting.shift()) await this.#sealOne(next)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }

  async #sealOne(workspaceId: string): Promise<void> {
    try {
      for (let step = 0, more = true; more && step < STEPS_IN_A_ROW && !this.#stopped; step++) {
        const sealed = await sealWorkspace(workspaceId, this.#signAfterMs)
        more = sealed.more
        if (sealed.checkpoint) await keepOutside(sealed.checkpoint)
      }
    } catch (err) {
      log.warn({ err, workspaceId }, 'The audit chain of a workspace could not be sealed; it is tried again')
    }
  }

  #schedule(inMs: number): void {
    if (this.#stopped) return
    this.#timer = setTimeout(() => {
      this.#round = this.seal()
        .catch((err) => log.warn({ err }, 'What is to be sealed could not be read; it is tried again'))
        .then(() => this.#schedule(EVERY_MS))
    }, inMs)
  }
}

/** Only after the commit: a checkpoint of a chain that never came to be would look like one that was cut off. */
async function keepOutside(checkpoint: Checkpoint): Promise<void> {
  log.info({ checkpoint }, 'The audit chain was signed')
  await appendFile(checkpointLog(), `${JSON.stringify(checkpoint)}\n`)
}

/**
 * Workspaces with events that are not linked, links that are not signed or runs that ended unsealed. Leaps from one to the next
 * in the index, however many rows each has.
 */
async function workspacesToSeal(sql: Sql): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with recursive pending as (
      (select workspace_id from audit_pending order by 1 limit 1)
      union all
      select (select p.workspace_id from audit_pending p where p.workspace_id > pending.workspace_id order by 1 limit 1)
      from pending where workspace_id is not null
    ), ended as (
      (select workspace_id from unsealed_run order by 1 limit 1)
      union all
      select (select r.workspace_id from unsealed_run r where r.workspace_id > ended.workspace_id order by 1 limit 1)
      from ended where workspace_id is not null
    )
    select workspace_id as id from pending where workspace_id is not null
    union select workspace_id from audit_unsigned
    union select workspace_id from ended where workspace_id is not null`
  return rows.map(({ id }) => id)
}
