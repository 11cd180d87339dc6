import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { Options } from 'nodemailer/lib/smtp-transport'
import { HOPS_HEADER } from '@/server/mail/hops'
import type { Composed } from './compose'
import { type MailServer, servernameOf } from './servers'
import { submissionFailure } from './submission-failure'

const PATIENCE_MS = 30_000

/** No absence note answers what no person wrote (RFC 3834; the second is Exchange's): a flow that answers mails would answer it in turn, for ever. */
const BY_A_MACHINE = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'OOF, AutoReply' }

/** Hands a mail to its server. Resolves when the server has taken it. */
export async function submit(
  server: MailServer,
  { hops, ...mail }: Composed,
  signal: AbortSignal,
): Promise<{ messageId: string; refused: string[] }> {
  const transport = smtpTransport(server)
  let begun = false
  const begin = () => {
    begun = true
  }
  transport.use('stream', ({ message }, done) => {
    const open = message.createReadStream.bind(message)
    message.createReadStream = () => Readable.from(whenRead(open, begin))
    done()
  })
  const stop = () => transport.close()
  signal.addEventListener('abort', stop, { once: true })
  try {
    signal.throwIfAborted()
    const headers = { ...BY_A_MACHINE, [HOPS_HEADER]: String(hops) }
    const { rejected } = await transport.sendMail({ ...mail, headers, disableFileAccess: true, disableUrlAccess: true })
    return { messageId: mail.messageId, refused: rejected.map(addressOf) }
  } catch (error) {
    signal.throwIfAborted()
    throw submissionFailure(error, server.host, begun)
  } finally {
    signal.removeEventListener('abort', stop)
    transport.close()
  }
}

export function smtpTransport(server: MailServer) {
  const { auth } = server
  const options: Options = {
    host: server.address,
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    tls: { servername: servernameOf(server) },
    auth: auth === null ? undefined : 'accessToken' in auth ? { type: 'OAuth2', ...auth } : auth,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS * 2,
  }
  return createTransport(options)
}

/** The mail is read only when its server has asked for it: from then on, a broken connection tells nothing. */
async function* whenRead(open: () => Readable, begin: () => void) {
  begin()
  yield* open()
}

function addressOf(person: string | { address: string }): string {
  return typeof person === 'string' ? person : person.address
}
