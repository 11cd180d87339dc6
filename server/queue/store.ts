import { randomUUID } from 'node:crypto'
import {
  createPostgresBackend,
  type Job,
  type JobsOptions,
  type Processor,
  Queue,
  type QueueOptions,
  Worker,
  type WorkerOptions,
} from 'bullmq'
import { env } from '../env'
import { log } from '../log'

/** Where jobs live: in Redis when there is one, else in Postgres. Above this file both are the same. */
export type QueueStore = { kind: 'redis' | 'postgres'; url: string }

export function queueStore(): QueueStore {
  const { REDIS_URL, DATABASE_ENGINE_URL } = env()
  return REDIS_URL ? { kind: 'redis', url: REDIS_URL } : { kind: 'postgres', url: DATABASE_ENGINE_URL }
}

export function openQueue({ kind, url }: QueueStore, name: string, options: Omit<QueueOptions, 'connection'> = {}) {
  const queue =
    kind === 'redis'
      ? new Queue(name, { ...options, connection: { url, retryStrategy, enableOfflineQueue: false } })
      : new Queue(name, { ...options, connection: { connectionString: url, max: 2 } }, createPostgresBackend)
  sayTroubleOnce(queue, name)
  return queue
}

/** With an id of our own: for its own ids BullMQ creates a sequence in Postgres, which the engine's role may not. */
export function addJob(queue: Pick<Queue, 'add'>, name: string, data: unknown, options: JobsOptions = {}): Promise<Pick<Job, 'remove'>> {
  return queue.add(name, data, { ...options, jobId: randomUUID() })
}

export function openWorker({ kind, url }: QueueStore, name: string, process: Processor, options: Omit<WorkerOptions, 'connection'>) {
  const worker =
    kind === 'redis'
      ? new Worker(name, process, { ...options, connection: { url, retryStrategy } })
      : new Worker(name, process, { ...options, connection: { connectionString: url, max: 4 } }, createPostgresBackend)
  sayTroubleOnce(worker, name)
  return worker
}

function retryStrategy(attempt: number): number {
  return Math.min(attempt * 100, 2000)
}

/** A lost connection emits an error at every retry: one line for an outage is enough. */
function sayTroubleOnce(source: { on(event: 'error', listener: (err: Error) => void): unknown }, queue: string): void {
  let lastSaid = 0
  source.on('error', (err) => {
    if (Date.now() - lastSaid > 30_000)
      log.warn({ err, queue }, 'The queue is in trouble; what it should have said is found by the reconciler')
    lastSaid = Date.now()
  })
}
