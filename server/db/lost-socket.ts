import { log } from '../log'
import { processWide } from '../process-wide'
import { isDatabaseAway } from './away'

/**
 * Options for a connection that comes back as soon as Postgres does, and that takes neither the process nor its place in
 * the pool with it when it is dropped (lost-socket.decision.md).
 */
export function lasting(name: string) {
  surviveLostSockets()
  return {
    // Postgres cuts names to 63 characters. From 1,024 bytes on the driver sends at once what it would else put off.
    connection: { application_name: name.padEnd(1_024) },
    backoff: () => RETRY_SECONDS * (0.5 + Math.random()),
    connect_timeout: 10,
    // It says that the name was cut.
    onnotice: () => {},
  }
}

/** The driver's own pause grows to twenty seconds, and all connections of a pool make it grow together. */
const RETRY_SECONDS = 0.2

function surviveLostSockets(): void {
  processWide('db:lost-socket', () =>
    process.on('uncaughtException', (err) => {
      if (isLostSocket(err)) return log.warn({ err }, 'A connection to Postgres was lost in the middle of a transaction')
      if (isLostTypes(err) && process.uptime() > TYPES_KNOWN_AFTER_S) return log.warn({ err }, 'A connection to Postgres was lost at once')
      // Whoever else listens decides; nobody else means what it always does.
      if (process.listenerCount('uncaughtException') > 1) return
      log.fatal({ err }, 'Something broke that nobody expected to')
      process.exit(1)
    }),
  )
}

/** By then every pool has asked for the types of arrays; one that could never do so is better off in a new process. */
const TYPES_KNOWN_AFTER_S = 30

export function isLostSocket({ message, stack = '' }: Error): boolean {
  return message.includes("null (reading 'write')") && /\bnextWrite\b.*postgres\/(src|cjs\/src)\/connection\.js/.test(stack)
}

/** Asking for the types of arrays, the first thing a new connection does, is nobody's promise. */
export function isLostTypes(error: Error): boolean {
  return isDatabaseAway(error) && 'query' in error && typeof error.query === 'string' && /\btyparray\b.*\bpg_type\b/s.test(error.query)
}
