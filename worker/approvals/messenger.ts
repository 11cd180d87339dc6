import type { Sql } from 'postgres'
import type { Bus } from '@/server/bus/bus'
import { log } from '@/server/log'
import { withAccount } from '../accounts/with-account'
import { type Equipment, handsOf } from '../capabilities/hands'
import { byMail } from './by-mail'
import { bySlack } from './by-slack'
import { type Channels, tell } from './tell'

const LOOK_EVERY_MS = 5_000
const AT_ONCE = 50
/** Longer than any server should take to accept a message. */
const TIMEOUT_MS = 20_000

type Parts = { sql: Sql; bus: Bus; equipment: Equipment }

/** Tells people of approvals. What is to be told is marked on the wait (`tell`): a message that is lost is told a little later. */
export class Messenger {
  readonly #parts: Parts
  readonly #abort = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #unsubscribe = () => {}
  #round: Promise<void> = Promise.resolve()
  #again = false
  #running = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    this.#unsubscribe = await this.#parts.bus.subscribe('approvals', () => this.#look())
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS)
    this.#look()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#unsubscribe()
    this.#abort.abort()
    await this.#round
  }

  /** One round over everything that is to be told. */
  async tellAll(): Promise<void> {
    const rows = await this.#parts.sql<{ id: string; workspaceId: string }[]>`
      select id, workspace_id as "workspaceId" from wait where tell is not null order by id limit ${AT_ONCE}`
    for (const { id, workspaceId } of rows) {
      if (this.#abort.signal.aborted) return
      await tell(workspaceId, id, this.#channelsFor(workspaceId)).catch((err) =>
        log.warn({ err }, 'An approval could not be told; it is tried again'),
      )
    }
  }

  #look(): void {
    this.#again = true
    if (this.#running || this.#abort.signal.aborted) return
    this.#running = true
    this.#round = this.#rounds().finally(() => {
      this.#running = false
    })
  }

  async #rounds(): Promise<void> {
    while (this.#again && !this.#abort.signal.aborted) {
      this.#again = false
      await this.tellAll().catch((err) => log.warn({ err }, 'The messenger could not look; it looks again'))
    }
  }

  #channelsFor(workspaceId: string): Channels {
    const { equipment } = this.#parts
    const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(TIMEOUT_MS)])
    const place = { workspaceId, runId: '', step: 'approval', mode: 'test', attempt: null, signal, now: Date.now } as const
    const reply = async () => ({ delivered: false })
    return {
      mail: byMail(handsOf(equipment, { ...place, account: null, reply }).mail),
      slack: bySlack((connectionId, use) =>
        withAccount(equipment.http, { workspaceId, connectionId, signal }, (account) =>
          use(handsOf(equipment, { ...place, account, reply }).http, account),
        ),
      ),
    }
  }
}
