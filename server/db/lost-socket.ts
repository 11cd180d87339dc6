import { log } from '../log'
import { processWide } from '../process-wide'

/**
 * What keeps a connection that Postgres drops from taking the process, or its place in the pool, with it
 * (lost-socket.decision.md).
 */
export function startupNamed(name: string): { application_name: string } {
  surviveLostSockets()
  // Postgres cuts names to 63 characters. From 1,024 bytes on the driver sends at once what it would else put off.
  return { application_name: name.padEnd(1_024) }
}

function surviveLostSockets(): void {
  processWide('db:lost-socket', () =>
    process.on('uncaughtException', (err) => {
      if (isLostSocket(err)) return log.warn({ err }, 'A connection to Postgres was lost in the middle of a transaction')
      // Whoever else listens decides; nobody else means what it always does.
      if (process.listenerCount('uncaughtException') > 1) return
      log.fatal({ err }, 'Something broke that nobody expected to')
      process.exit(1)
    }),
  )
}

export function isLostSocket({ message, stack = '' }: Error): boolean {
  return message.includes("null (reading 'write')") && /\bnextWrite\b.*postgres\/(src|cjs\/src)\/connection\.js/.test(stack)
}
