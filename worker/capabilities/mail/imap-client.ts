import { ImapFlow } from 'imapflow'
import { type MailServer, servernameOf } from './servers'

const PATIENCE_MS = 20_000
/** Servers hang up on who says nothing for half an hour, and some routers much sooner. */
const IDLE_MS = 4 * 60_000

/** A connection that is not open yet; errors come as `error` events and end it. */
export function imapClient(server: MailServer, options: { verifyOnly?: boolean } = {}): ImapFlow {
  const { auth } = server
  return new ImapFlow({
    host: server.address,
    servername: servernameOf(server),
    port: server.port,
    secure: server.security === 'tls',
    doSTARTTLS: server.security === 'tls' ? undefined : server.security === 'starttls',
    auth: auth ?? undefined,
    logger: false,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    maxIdleTime: IDLE_MS,
    ...options,
  })
}
