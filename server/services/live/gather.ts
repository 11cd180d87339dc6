import type { Topic, Topics } from '../../bus/topics'
import { liveBus } from './bus'

/** Of so many, for a reader who is slow to come back: those heard of longest ago are left out. */
const MOST_KEPT = 500

/**
 * What a topic says, gathered for `restMs` at a time: of each `key` only the latest. For news that have no rows: what was said
 * before the subscription stood, or while the bus was away, is not made up for. Ends when `signal` does.
 */
export async function* gather<T extends Topic>(
  topic: T,
  keyOf: (message: Topics[T]) => string,
  signal: AbortSignal,
  restMs = 50,
): AsyncGenerator<Topics[T][], void, void> {
  let heard = new Map<string, Topics[T]>()
  let wake = () => {}
  const unsubscribe = await (await liveBus()).subscribe(topic, (message) => {
    if (message) keep(heard, keyOf(message), message)
    wake()
  })
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  try {
    while (!signal.aborted) {
      if (heard.size === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      const gathered = [...heard.values()]
      heard = new Map()
      yield gathered
      await new Promise((resolve) => setTimeout(resolve, restMs))
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    unsubscribe()
  }
}

function keep<T>(heard: Map<string, T>, key: string, message: T): void {
  heard.delete(key)
  heard.set(key, message)
  const [oldest] = heard.size > MOST_KEPT ? heard.keys() : []
  if (oldest !== undefined) heard.delete(oldest)
}
