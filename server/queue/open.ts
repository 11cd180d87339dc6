import { groupBy } from '@/flow/graph/group-by'
import { log } from '../log'
import { CATALOGUE, type JobData } from './catalogue'
import { DOORBELL_BATCH, type Doorbell, type DoorbellListener, type RunRef } from './doorbell'
import { addJob, openQueue, openWorker, type QueueStore, queueStore } from './store'
import { within } from './within'

const NAME = 'runs.queued'
const { queue: QUEUE, data: DATA, options: OPTIONS } = CATALOGUE[NAME]

/** Longer than any healthy queue takes, short enough that whoever rings is not held up by a dead one. */
const PATIENCE_MS = 2000

/** `ring` fails when the queue does not answer: the runs are safe in Postgres and the reconciler rings again. */
export async function openDoorbell(store: QueueStore = queueStore()): Promise<Doorbell> {
  const queue = openQueue(store, QUEUE)
  return {
    async ring(runs) {
      for (let at = 0; at < runs.length; at += DOORBELL_BATCH) {
        const data: JobData<typeof NAME> = { queued: byWorkspace(runs.slice(at, at + DOORBELL_BATCH)) }
        await within(PATIENCE_MS, addJob(queue, NAME, data, OPTIONS), 'The queue does not answer')
      }
    },
    close: () => queue.close(),
  }
}

/**
 * The job is done as soon as `onRing` returns, which is after the claim, not after the runs. Null: a KAOS of another version rang, in
 * words that this one can't read, so all that is known is that something is queued.
 */
export async function listenDoorbell(
  onRing: (runs: RunRef[] | null) => Promise<void>,
  store: QueueStore = queueStore(),
): Promise<DoorbellListener> {
  const worker = openWorker(store, QUEUE, async (job) => onRing(read(job.data)), { concurrency: 4 })
  worker.on('failed', (job, err) => log.warn({ err, job: job?.id }, 'A ring was not heard; the reconciler rings again'))
  return { close: () => worker.close() }
}

function read(data: unknown): RunRef[] | null {
  const known = DATA.safeParse(data)
  return known.success ? runsOf(known.data) : null
}

function byWorkspace(runs: readonly RunRef[]): Record<string, string[]> {
  const ids = groupBy(runs, ({ workspaceId }) => workspaceId)
  return Object.fromEntries([...ids].map(([workspaceId, its]) => [workspaceId, its.map(({ id }) => id)]))
}

function runsOf({ queued }: JobData<typeof NAME>): RunRef[] {
  return Object.entries(queued).flatMap(([workspaceId, ids]) => ids.map((id) => ({ id, workspaceId })))
}
