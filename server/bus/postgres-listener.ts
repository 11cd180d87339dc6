import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { log } from '../log'

export type PostgresListener = { close(): Promise<void> }

/**
 * One connection that listens on one channel and is opened anew whenever it ends. `onReturn` is called after each
 * return, since whatever was sent in between is lost. (postgres.js gives up listening when its first retry fails.)
 */
export async function listenOnPostgres(
  connectionString: string,
  channel: string,
  onPayload: (payload: string) => void,
  onReturn: () => void,
): Promise<PostgresListener> {
  let client: pg.Client | undefined
  const closing = new AbortController()

  async function open(): Promise<void> {
    const next = new pg.Client({ connectionString, keepAlive: true, keepAliveInitialDelayMillis: 10_000, application_name: 'kaos bus' })
    next.on('error', (err) => log.debug({ err }, 'The listening connection failed'))
    next.once('end', () => {
      if (client !== next) return
      client = undefined
      void reopen()
    })
    next.on('notification', (notification) => onPayload(notification.payload ?? ''))
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = next
  }

  async function reopen(): Promise<void> {
    if (closing.signal.aborted) return
    log.warn('The live connection to Postgres was lost; opening it again')
    for (let attempt = 1; !closing.signal.aborted; attempt++) {
      try {
        await open()
        if (closing.signal.aborted) return await client?.end()
        log.info('The live connection to Postgres is back')
        return onReturn()
      } catch (err) {
        log.debug({ err, attempt }, 'Postgres does not take a listener yet')
        await delay(Math.min(attempt * 100, 2000), undefined, { signal: closing.signal }).catch(() => undefined)
      }
    }
  }

  await open()
  return {
    async close() {
      closing.abort()
      const last = client
      client = undefined
      await last?.end()
    },
  }
}
