import { and, eq } from 'drizzle-orm'
import type { Sql } from 'postgres'
import { NodeError } from '@/flow/define/node-error'
import type { Bus } from '@/server/bus/bus'
import { notification } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { env } from '@/server/env'
import { log } from '@/server/log'
import { timeOf } from '@/server/services/time-of'
import type { MailTransport } from '../capabilities/mail/mail'
import { mailOf } from '../mail/mail-of'
import { PutOff } from '../put-off'
import { Rounds } from '../rounds'
import { type Mention, mentionOf } from './mention'
import { whoLooks } from './who-looks'

const LOOK_EVERY_MS = 30_000
/** Time to see it in KAOS first. */
const GRACE_SECONDS = 60
const TRY_AGAIN_MS = 5 * 60_000
const GIVE_UP_AFTER_MS = 24 * 3_600_000
const MOST = 100

type Parts = { sql: Sql; bus: Bus; mail: MailTransport; graceSeconds?: number; listenMs?: number; most?: number }
type Owed = { id: string; workspaceId: string }
type Due = Owed & { mention: Mention | null }

/**
 * Mails people that somebody mentioned them: one mail for each mention, once they had time to see it and while they do not
 * look at the flow. What is owed stands with the notification, so a worker that dies leaves it to the next; a repeat after a
 * crash has the same Message-ID.
 */
export class MentionMailer {
  readonly #parts: Parts
  readonly #rounds: Rounds
  readonly #putOff = new PutOff({ firstMs: TRY_AGAIN_MS })

  constructor(parts: Parts) {
    this.#parts = parts
    this.#rounds = new Rounds({
      bus: parts.bus,
      everyMs: LOOK_EVERY_MS,
      round: () => this.look(),
      failed: 'Mails about mentions could not be sent; they are tried again',
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
    const { sql, bus, graceSeconds = GRACE_SECONDS, listenMs, most = MOST } = this.#parts
    const now = await sql<Owed[]>`
      select id, workspace_id as "workspaceId" from notification
      where mail = 'owed' and created_at <= now() - make_interval(secs => ${graceSeconds})
        and id <> all(${this.#putOff.names()}::uuid[])
      order by id limit ${most}`
    if (now.length === 0) return
    const read = await Promise.all(now.map((each) => this.#unlessItFails(each, () => this.#read(each))))
    const due = read.filter((each) => each !== null)
    const flows = due.flatMap(({ mention }) => mention?.flowId ?? [])
    const looking = flows.length > 0 ? await whoLooks(bus, flows, this.#rounds.signal, listenMs) : NOBODY
    for (const each of due) {
      if (this.#rounds.signal.aborted) return
      if (!each.mention || !looking.has(`${each.mention.flowId} ${each.mention.userId}`)) {
        await this.#unlessItFails(each, () => this.#tell(each))
      }
      // Who keeps looking for hours keeps nobody else from being told.
      else if (now.length === most) this.#putOff.again(each.id)
    }
  }

  async #read(each: Owed): Promise<Due> {
    return { ...each, mention: await mentionOf(each.workspaceId, each.id) }
  }

  /** One that fails is put off, and keeps the others from nothing. */
  async #unlessItFails<T>({ id }: Owed, perform: () => Promise<T>): Promise<T | null> {
    try {
      return await perform()
    } catch (err) {
      if (this.#rounds.signal.aborted) throw err
      this.#putOff.again(id)
      log.warn({ err, notification: id }, 'A mail about a mention could not be sent; it is tried again')
      return null
    }
  }

  async #tell({ id, workspaceId }: Due): Promise<void> {
    await this.#parts.sql.begin(async (sql) => {
      const [lock] = await sql<{ ours: boolean }[]>`select pg_try_advisory_xact_lock(hashtextextended(${`mention:${id}`}, 0)) as ours`
      if (!lock?.ours) return
      const [owed] = await sql`select from notification where id = ${id} and mail = 'owed'`
      if (!owed) return
      // It may have been read while others were told.
      const mention = await mentionOf(workspaceId, id)
      const mail = mention ? await this.#send(id, workspaceId, mention) : null
      if (mail === 'owed') this.#putOff.again(id)
      await inWorkspace(workspaceId, (tx) =>
        tx
          .update(notification)
          .set({ mail })
          .where(and(eq(notification.workspaceId, workspaceId), eq(notification.id, id))),
      )
    })
  }

  async #send(id: string, workspaceId: string, mention: Mention): Promise<'sent' | 'failed' | 'owed'> {
    const hands = this.#parts.mail.forStep({ workspaceId, files: NO_FILES, account: null, signal: this.#rounds.signal })
    try {
      const { refused } = await hands.send({ to: [mention.email], key: `mention/${id}`, ...mailAbout(mention) })
      return refused.length > 0 ? 'failed' : 'sent'
    } catch (error) {
      this.#rounds.signal.throwIfAborted()
      if (!(error instanceof NodeError)) log.error({ err: error, notification: id }, 'A mail about a mention failed unforeseen')
      const again = (error instanceof NodeError ? error.retry : true) && Date.now() - timeOf(id).getTime() < GIVE_UP_AFTER_MS
      return again ? 'owed' : 'failed'
    }
  }
}

const NOBODY: ReadonlySet<string> = new Set()

function mailAbout({ author, said, flowName, workspaceName, path }: Mention) {
  return mailOf(`${author} mentioned you in ${flowName}`, [
    { heading: `${author} mentioned you` },
    { words: said },
    { button: 'Open the thread', url: `${env().KAOS_URL}${path}` },
    { small: `${flowName} in ${workspaceName}` },
  ])
}

const NO_FILES = {
  read: () => Promise.reject(new Error('Mails about mentions carry no files')),
  write: () => Promise.reject(new Error('Mails about mentions keep no files')),
}
