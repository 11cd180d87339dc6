import { addJob, openQueue, type QueueStore, queueStore } from './store'
import { within } from './within'

export type QueueProbe = { write(): Promise<void>; close(): Promise<void> }

/** Proves that the queue takes jobs: a full or read-only Redis answers a ping and refuses this. */
export function openQueueProbe(store: QueueStore = queueStore()): QueueProbe {
  const queue = openQueue(store, 'kaos-probe')
  return {
    async write() {
      const written = addJob(queue, 'probe', {}).then((job) => job.remove())
      await within(2000, written, 'The queue does not answer')
    },
    close: () => queue.close(),
  }
}
