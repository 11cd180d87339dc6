import type { Topic } from '../../bus/topics'
import { liveBus } from './bus'

/** A message may be lost: look anyway this often. */
const LOOK_ANYWAY_MS = 15_000

/**
 * Yields once when the subscription stands, then whenever the topic rang since the last yield, at most every `restMs`.
 * Subscribing comes before the first yield, so whoever reads the rows at each yield misses nothing. Ends when `signal` does.
 */
export async function* rings(topic: Topic, signal: AbortSignal, restMs = 50): AsyncGenerator<void, void, void> {
  let rang = false
  let wake = () => {}
  const onRing = () => {
    rang = true
    wake()
  }
  const unsubscribe = await (await liveBus()).subscribe(topic, onRing)
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  try {
    while (!signal.aborted) {
      rang = false
      yield
      await pause(restMs, (resolve) => {
        wake = signal.aborted ? resolve : () => signal.aborted && resolve()
      })
      if (rang) continue
      await pause(LOOK_ANYWAY_MS, (resolve) => {
        wake = resolve
        if (rang || signal.aborted) resolve()
      })
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    unsubscribe()
  }
}

function pause(ms: number, arm: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    arm(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
