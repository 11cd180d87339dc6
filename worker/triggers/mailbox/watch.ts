import { setTimeout as sleep } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import type { Sql } from 'postgres'
import { MailboxInput } from '@/connectors/mail/mailbox'
import { NodeError } from '@/flow/define/node-error'
import { log } from '@/server/log'
import { markBroken, markWhole, reasonOf } from '@/server/services/connections/health'
import { imapClient } from '../../capabilities/mail/imap-client'
import { imapFailure } from '../../capabilities/mail/imap-failure'
import type { OpenAccount } from '../../capabilities/mail/mail'
import { imapServerOf, type Reach } from '../../capabilities/mail/servers'
import { look } from './look'
import type { WatchedTrigger } from './watched-trigger'

/** A push may be lost, and some servers push nothing: look anyway, so often. */
const LOOK_EVERY_MS = 60_000
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 60_000
/** Providers lock who comes with a wrong password again and again. */
const PAUSE_FOR_A_PERSON_MS = 5 * 60_000

export type OpenConnection = (workspaceId: string, connectionId: string) => Promise<OpenAccount>

export type MailboxParts = { sql: Sql; workerId: string; openConnection: OpenConnection; reach: Reach }

/** Watches one mailbox until it is told to stop, or until the mailbox is another worker's: connects, looks, listens, connects again. */
export async function watchMailbox(parts: MailboxParts, trigger: WatchedTrigger, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      if (await session(parts, trigger, signal)) return
      failures = 0
    } catch (error) {
      if (signal.aborted) return
      failures++
      await report(trigger, error)
      if (error instanceof NodeError && !error.retry) await pause(PAUSE_FOR_A_PERSON_MS, signal)
    }
    await pause(Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS), signal)
  }
}

/** One connection, from its opening to its end. True: the mailbox is no longer ours. */
async function session(
  { sql, workerId, openConnection, reach }: MailboxParts,
  trigger: WatchedTrigger,
  signal: AbortSignal,
): Promise<boolean> {
  const account = await openConnection(trigger.workspaceId, trigger.connectionId)
  if (account.connection.sandbox) return true // nothing arrives in a sandbox
  await account.freshen?.()
  const server = await imapServerOf(account.credentials, reach)
  const client = imapClient(server)
  const bell = new Bell()
  const close = () => client.close()
  client.on('error', (err) => log.debug({ err }, 'A mailbox connection broke'))
  client.on('exists', () => bell.ring())
  client.on('close', () => bell.ring())
  signal.addEventListener('abort', close, { once: true })
  try {
    await client.connect()
    await openFolder(client, trigger)
    let said: string | null | undefined
    while (client.usable && !signal.aborted) {
      const rang = bell.next()
      const looked = await look(client, { sql, workerId, triggerId: trigger.id })
      if (looked.lost) return true
      if (looked.problem !== said) await (looked.problem === null ? markWhole(trigger) : markBroken(trigger, looked.problem))
      said = looked.problem
      client.idle().catch(() => {}) // ends by itself with the next command; awaited, it would never come to that
      await Promise.race([rang, pause(LOOK_EVERY_MS, signal)])
    }
    return false
  } catch (error) {
    throw imapFailure(error, server.host)
  } finally {
    signal.removeEventListener('abort', close)
    client.close()
  }
}

async function openFolder(client: ImapFlow, { config }: WatchedTrigger): Promise<void> {
  const { folder } = MailboxInput.parse(config)
  await client.mailboxOpen(folder).catch((error: unknown) => {
    if (!client.usable) throw error
    throw new NodeError('mail_folder', `The mailbox has no folder “${folder}”.`, {
      retry: false,
      hint: 'Make it, or choose another in the step that starts the flow.',
    })
  })
}

async function report(trigger: WatchedTrigger, error: unknown): Promise<void> {
  log.info({ err: error, trigger: trigger.id }, 'A mailbox can not be watched just now')
  if (!(error instanceof NodeError) || error.retry) return
  await markBroken(trigger, reasonOf(error)).catch((err) => log.warn({ err }, 'A broken connection could not be marked'))
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return sleep(ms, undefined, { signal, ref: false }).catch(() => {})
}

/** Rings for whoever asked before it rang, and is remembered for who asks next. */
class Bell {
  #ring = () => {}
  #rang = false

  ring(): void {
    this.#rang = true
    this.#ring()
  }

  next(): Promise<void> {
    if (this.#rang) {
      this.#rang = false
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      this.#ring = () => {
        this.#rang = false
        resolve()
      }
    })
  }
}
