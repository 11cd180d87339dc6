import type { ApprovalRequest } from '@/flow/define/approval'
import type { Reply } from '@/flow/define/capabilities'
import type { StepError, WaitKind } from '@/flow/engine/events'
import type { RunStatus } from '@/flow/engine/status'
import type { Json } from '@/flow/json'

/** What is to be written about one run, all of it or nothing. */
export type Append = {
  runId: string
  workspaceId: string
  epoch: number
  /** Number of the first event. */
  seq: number
  /** As JSON text. */
  events: string[]
  /** Something was finished, not just begun. */
  progress: boolean
  /** Set: the worker gives the run away. */
  status?: Exclude<RunStatus, 'running'>
  error?: StepError
  reply?: Reply
  opened: OpenedWait[]
  /** Ids of waits that are used up. */
  closed: string[]
}

/** A step of '' means the run itself: it only wants to be woken. */
export type OpenedWait = { id: string; step: string; kind: WaitKind; wakeAt?: number; request?: ApprovalRequest; result?: Json }

/** Appends of the same run that follow one another become one. */
export function merged(appends: readonly Append[]): Append[] {
  const byRun = new Map<string, Append>()
  for (const append of appends) {
    const before = byRun.get(append.runId)
    byRun.set(append.runId, before ? joined(before, append) : append)
  }
  return [...byRun.values()]
}

function joined(first: Append, second: Append): Append {
  return {
    ...first,
    events: first.events.concat(second.events),
    progress: first.progress || second.progress,
    status: second.status ?? first.status,
    error: second.error ?? first.error,
    reply: first.reply ?? second.reply,
    opened: first.opened.concat(second.opened),
    closed: first.closed.concat(second.closed),
  }
}
