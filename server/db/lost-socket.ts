import postgres from 'postgres'
import { log } from '../log'
import { processWide } from '../process-wide'
import { isDatabaseAway } from './away'

/**
 * A pool whose connections come back as soon as Postgres does, and that takes neither the process nor its place in
 * the pool with it when one is dropped (lost-socket.decision.md).
 */
export function lastingPool(url: string, { name, ...options }: { name: string; max: number; connect_timeout?: number }): postgres.Sql {
  surviveLostSockets()
  const sql = postgres(url, {
    connect_timeout: 10,
    ...options,
    // Postgres cuts names to 63 characters. From 1,024 bytes on the driver sends at once what it would else put off.
    connection: { application_name: name.padEnd(1_024) },
    backoff: () => RETRY_SECONDS * (0.5 + Math.random()),
    // It says that the name was cut.
    onnotice: () => {},
  })
  pools().push(sql)
  return sql
}

/** The driver's own pause grows to twenty seconds, and all connections of a pool make it grow together. */
const RETRY_SECONDS = 0.2

function surviveLostSockets(): void {
  processWide('db:lost-socket', () =>
    process.on('uncaughtException', (err) => {
      if (isLostSocket(err)) return log.warn({ err }, 'A connection to Postgres was lost in the middle of a transaction')
      if (isLostTypes(err) && pools().every(knowsTypes)) return log.warn({ err }, 'A connection to Postgres was lost at once')
      // Whoever else listens decides; nobody else means what it always does.
      if (process.listenerCount('uncaughtException') > 1) return
      log.fatal({ err }, 'Something broke that nobody expected to')
      process.exit(1)
    }),
  )
}

function pools(): postgres.Sql[] {
  return processWide('db:lasting-pools', () => [])
}

/** One that could not even learn them from its first connection is better off in a new process. */
function knowsTypes(sql: postgres.Sql): boolean {
  return TEXT_ARRAY in sql.options.parsers
}

/** https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat */
const TEXT_ARRAY = 1009

export function isLostSocket({ message, stack = '' }: Error): boolean {
  return message.includes("null (reading 'write')") && /\bnextWrite\b.*postgres\/(src|cjs\/src)\/connection\.js/.test(stack)
}

/** Asking for the types of arrays, the first thing a new connection does, is nobody's promise. */
export function isLostTypes(error: Error): boolean {
  return isDatabaseAway(error) && 'query' in error && typeof error.query === 'string' && /\btyparray\b.*\bpg_type\b/s.test(error.query)
}
