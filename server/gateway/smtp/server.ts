import type { Server, Socket } from 'node:net'
import { SMTPServer, type SMTPServerAddress, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import { blockOf } from '@/server/address-block'
import { log } from '@/server/log'
import { LARGEST_MAIL } from '@/server/mail/parsed-mail'
import { type MailTrigger, mailTriggerOf } from '@/server/services/intake/mail-trigger'
import { receiveMail } from '@/server/services/intake/receive-mail'
import type { Limit } from '../limits'
import { readData } from './read-data'
import { SmtpReply, tryAgain } from './reply'

const MOST_RECIPIENTS = 10
const MOST_CONNECTIONS = 100
/** A mail server that has much to say opens up to twenty; whoever opens more keeps others out. */
const MOST_OF_ONE = 25
const SILENCE_MS = 60_000

export type SmtpOptions = {
  /** How it calls itself. */
  name: string
  /** PEM; with it, senders may encrypt. */
  tls: { cert: string; key: string } | null
  /** Counts mails to nobody, by who sends them. */
  recipients: Limit
}

/**
 * Where mails to flows arrive. It takes mail for addresses of flows and nothing else, relays nothing, and says yes only
 * when the run is durable.
 */
export function createSmtp({ name, tls, recipients }: SmtpOptions): SMTPServer {
  /** By session: the triggers that its recipients stand for, until its mail is through. */
  const addressed = new WeakMap<SMTPServerSession, Map<string, MailTrigger>>()

  const server = new SMTPServer({
    name,
    banner: 'KAOS',
    size: LARGEST_MAIL,
    maxClients: MOST_CONNECTIONS,
    socketTimeout: SILENCE_MS,
    closeTimeout: 1_000,
    disableReverseLookup: true,
    logger: false,
    ...tls,
    disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    onConnect: (session, callback) => answer(callback, () => welcome(session)),
    onMailFrom: (_address, session, callback) => {
      addressed.delete(session)
      callback()
    },
    onRcptTo: (address, session, callback) => answer(callback, () => addRecipient(address, session)),
    onData: (stream, session, callback) => answer(callback, () => takeMail(stream, session)),
  })
  const open = countOpen(server.server)
  server.on('error', (err: Error) => log.debug({ err }, 'A mail connection broke'))
  return server

  async function welcome({ remoteAddress }: SMTPServerSession): Promise<void> {
    if (open(remoteAddress) > MOST_OF_ONE) throw new SmtpReply(421, 'Too many connections at once. Send it again in a moment.')
    if ((await recipients.look(blockOf(remoteAddress))) !== null) throw new SmtpReply(421, 'Too many mails to addresses that do not exist.')
  }

  async function addRecipient({ address }: SMTPServerAddress, session: SMTPServerSession): Promise<void> {
    const triggers = addressed.get(session) ?? new Map<string, MailTrigger>()
    const trigger = await mailTriggerOf(address)
    if (!trigger) {
      const limited = await recipients.spend(blockOf(session.remoteAddress))
      throw limited === null
        ? new SmtpReply(550, 'There is no such address here. Check it; it ends in 24 letters and digits before the @.')
        : new SmtpReply(421, 'Too many mails to addresses that do not exist.')
    }
    if (!trigger.enabled) throw new SmtpReply(550, 'This flow is switched off.')
    if (triggers.size >= MOST_RECIPIENTS) throw new SmtpReply(452, 'Too many recipients for one mail.')
    addressed.set(session, triggers.set(trigger.id, trigger))
  }

  async function takeMail(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<string> {
    const data = await readData(stream, LARGEST_MAIL)
    if ('refused' in data) {
      if (data.refused === 'too large') throw new SmtpReply(552, 'The mail is larger than 25 MB. Send a link to the file instead.')
      throw new SmtpReply(452, 'Too much mail arrives at once. Send it again in a moment.')
    }
    try {
      const reception = await receiveMail([...(addressed.get(session)?.values() ?? [])], data.bytes)
      if (!reception.taken) throw new SmtpReply(550, reception.reason)
      return 'The flow has started'
    } finally {
      data.letGo()
    }
  }
}

/** How many connections there are, by the address of who opened them. */
function countOpen(server: Server): (address: string) => number {
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const block = blockOf(socket.remoteAddress ?? '')
    open.set(block, (open.get(block) ?? 0) + 1)
    socket.once('close', () => {
      const left = (open.get(block) ?? 1) - 1
      if (left > 0) open.set(block, left)
      else open.delete(block)
    })
  })
  return (address) => open.get(blockOf(address)) ?? 0
}

type Callback = (error?: Error | null, message?: string) => void

/** What is not a reply of ours is a fault of ours: the sender's server keeps the mail and tries again. */
function answer(callback: Callback, work: () => Promise<unknown>): void {
  work().then(
    (message) => callback(null, typeof message === 'string' ? message : undefined),
    (err: unknown) => {
      if (err instanceof SmtpReply) return callback(err)
      log.warn({ err }, 'A mail could not be accepted; its sender will try again')
      callback(tryAgain())
    },
  )
}
