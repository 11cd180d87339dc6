import type { ApprovalRequest } from '@/flow/define/approval'
import type { Reply } from '@/flow/define/capabilities'
import type { RunError, WaitKind } from '@/flow/engine/events'
import type { RunStatus } from '@/flow/engine/status'
import type { Json } from '@/flow/json'

/** What is to be written about one run, all of it or nothing. */
export type Append = {
  runId: string
  workspaceId: string
  epoch: number
  /** Number of the first event. */
  seq: number
  /** How many events these entries tell of. */
  count: number
  /** As JSON text (flow/engine/journal-entry.ts). */
  entries: string[]
  /** Something was finished, not just begun. */
  progress: boolean
  /** Set: the worker gives the run away. */
  status?: Exclude<RunStatus, 'running'>
  error?: RunError
  reply?: Reply
  /** Set: from here on the run has, or no longer has, something to tidy up if it is cancelled. */
  tidies?: boolean
  opened: OpenedWait[]
  /** Ids of waits that are used up. */
  closed: string[]
  /** At the end of a run of which this worker wrote everything: what is sealed of its journal. */
  digest?: JournalDigest
}

export type JournalDigest = { count: number; digest: string }

/** A step of '' means the run itself: it only wants to be woken. */
export type OpenedWait = { id: string; step: string; kind: WaitKind; wakeAt?: number; request?: ApprovalRequest; result?: Json }

/**
 * An append that still grows: whatever the run has to say goes into it until the flusher takes it. Nothing here is a getter: an
 * object that is written with one gets a shape of its own, and with it all that the getter can see is kept until the next
 * large collection of garbage.
 */
export type Growing = {
  /** Length of its events so far. */
  letters(): number
  take(): Append
}
