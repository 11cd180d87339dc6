import { lastingPool } from '../db/lost-socket'
import type { Bus } from './bus'
import { readLetters } from './message'
import { Outbox } from './outbox'
import { pack } from './pack'
import { listenOnPostgres } from './postgres-listener'
import { Subscriptions } from './subscriptions'

/** One channel for everything: a process picks out what it listens to, so it needs one connection only. */
const CHANNEL = 'kaos_live'

export async function openPostgresBus(url: string): Promise<Bus> {
  const subscriptions = new Subscriptions()
  const sql = lastingPool(url, { name: 'kaos bus', max: 1 })
  const listener = await listenOnPostgres(
    url,
    CHANNEL,
    (payload) => {
      for (const { topic, message } of readLetters(payload, (each) => subscriptions.has(each))) subscriptions.deliver(topic, message)
    },
    () => subscriptions.deliverGap(),
  )
  const outbox = new Outbox((letters) => sql`select pg_notify(${CHANNEL}, payload) from unnest(${pack(letters)}::text[]) as payload`)

  return {
    publish: (topic, message) => outbox.add(topic, message),
    async subscribe(topic, onMessage) {
      return subscriptions.add(topic, onMessage)
    },
    async close() {
      await outbox.close()
      await Promise.all([listener.close(), sql.end({ timeout: 2 })])
    },
  }
}
