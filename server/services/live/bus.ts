import type { Bus } from '../../bus/bus'
import { openBus } from '../../bus/open'
import type { Topic, Topics } from '../../bus/topics'
import { log } from '../../log'
import { forgetProcessWide, processWide } from '../../process-wide'

/** The bus of this process, opened by the first who needs it. */
export function liveBus(): Promise<Bus> {
  return processWide('bus', () => {
    const opening = openBus()
    opening.catch(() => forgetProcessWide('bus'))
    return opening
  })
}

/** Tells the live topics after a commit. Whoever misses it reads the rows a little later, so trouble here fails nothing. */
export async function announce<T extends Topic>(topic: T, message: Topics[T]): Promise<void> {
  try {
    const bus = await liveBus()
    bus.publish(topic, message)
  } catch (err) {
    log.warn({ err, topic }, 'A live message was not sent')
  }
}

export async function closeLiveBus(): Promise<void> {
  const bus = processWide<Promise<Bus> | null>('bus', () => null)
  forgetProcessWide('bus')
  await (await bus)?.close()
}
