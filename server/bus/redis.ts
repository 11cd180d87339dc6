import { groupBy } from '@/flow/graph/group-by'
import { log } from '../log'
import { connectRedis, untilReady } from '../redis'
import type { Bus } from './bus'
import { channelOf } from './channel-of'
import { type Letter, readLetters } from './message'
import { Outbox } from './outbox'
import { Subscriptions } from './subscriptions'

const PREFIX = 'kaos:live:'

export async function openRedisBus(url: string): Promise<Bus> {
  const subscriptions = new Subscriptions()
  // Whatever is published while Redis is away is dropped: every listener reads again when it is back.
  const publisher = connectRedis(url, { enableOfflineQueue: false, autoResendUnfulfilledCommands: false, maxRetriesPerRequest: 0 })
  const subscriber = connectRedis(url, { autoResubscribe: false })
  await Promise.all([untilReady(publisher), untilReady(subscriber)])

  const closed = (err: unknown) => log.debug({ err }, 'The bus was closed while it changed its subscriptions')
  async function resubscribe(): Promise<void> {
    const channels = new Set(subscriptions.topics().map((topic) => PREFIX + channelOf(topic)))
    if (channels.size > 0) await subscriber.subscribe(...channels)
    subscriptions.deliverGap()
  }
  subscriber.on('ready', () => resubscribe().catch(closed))
  subscriber.on('message', (_channel: string, text: string) => {
    for (const { topic, message } of readLetters(text, (each) => subscriptions.has(each))) subscriptions.deliver(topic, message)
  })

  async function send(letters: Letter[]): Promise<void> {
    const pipeline = publisher.pipeline()
    for (const [channel, together] of groupBy(letters, ({ topic }) => channelOf(topic)))
      pipeline.publish(PREFIX + channel, JSON.stringify(together))
    const results = await pipeline.exec()
    for (const [err] of results ?? []) if (err) throw err
  }
  const outbox = new Outbox(send)

  return {
    publish: (topic, message) => outbox.add(topic, message),
    async subscribe(topic, listener) {
      const remove = subscriptions.add(topic, listener)
      // Not connected: the handler above subscribes on return, and tells the listener to read.
      const channel = channelOf(topic)
      if (subscriber.status === 'ready') await subscriber.subscribe(PREFIX + channel)
      return () => {
        if (!remove() || subscriber.status !== 'ready' || subscriptions.topics().some((each) => channelOf(each) === channel)) return
        subscriber.unsubscribe(PREFIX + channel).catch(closed)
      }
    },
    async close() {
      await outbox.close()
      publisher.disconnect()
      subscriber.disconnect()
    },
  }
}
