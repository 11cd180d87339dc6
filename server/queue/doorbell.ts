/**
 * The doorbell: one BullMQ job carries up to 100 run ids and nothing else. It is a hint that runs are queued in
 * Postgres; losing it costs latency (the reconciler rings again), getting it twice costs a claim that finds nothing, and one
 * that can't be read (another version rang it) costs a look at everything that is queued.
 */
export type Doorbell = {
  ring(runs: readonly RunRef[]): Promise<void>
  close(): Promise<void>
}

export type DoorbellListener = {
  close(): Promise<void>
}

/** Enough to find the row of a run. */
export type RunRef = { id: string; workspaceId: string }

export const DOORBELL_BATCH = 100
