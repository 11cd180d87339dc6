import type { ApprovalRequest } from '@/flow/define/approval'
import type { FileRef } from '@/flow/define/file-ref'
import type { Json } from '@/flow/json'

export type ApprovalStatus = 'open' | 'approved' | 'rejected' | 'expired' | 'cancelled'

export type Decision = {
  name: string
  decision: 'approved' | 'rejected'
  via: 'app' | 'mail' | 'slack'
  at: Date
  comment: string
  edits: readonly FieldEdit[]
}

export type FieldEdit = { key: string; from: Json; to: Json }

/** A question as its page shows it, whoever looks: a member of the workspace, or somebody with a link. */
export type ApprovalView = {
  id: string
  status: ApprovalStatus
  request: ApprovalRequest
  flowName: string
  /** A test of a draft asks like a live run does, but nothing real hangs on it. */
  isTest: boolean
  askedAt: Date
  startedBy: string | null
  /** Whom a question would reach; null: nobody. */
  answeredBy: string | null
  deadline: Date | null
  settledAt: Date | null
  decisions: readonly Decision[]
  /** Everybody who is asked, as people read it: names, roles, addresses. */
  asked: readonly string[]
  /** Null: the person may decide. Otherwise why not, in words. */
  refusal: string | null
  /** Nobody who was asked can decide any more. */
  isStuck: boolean
  /** Whom no message reached, and why, in words. */
  undelivered: readonly string[]
}

/** `seen`: how many decisions the person had before their eyes. */
export type Verdict = { decision: 'approved' | 'rejected'; comment: string; edits: FieldEdit[]; seen: number }

/** Where a file of this approval can be fetched by whoever looks. */
export type HrefOfFile = (file: FileRef) => string

/** The value that is pointed at, on the page or in the list; the other side follows. */
export type Pointed = { key: string; from: 'field' | 'mark' } | null

export const DESK_TABS = ['mine', 'open', 'decided'] as const

export type DeskTab = (typeof DESK_TABS)[number]

/** A question as a line of the desk. */
export type DeskItem = Pick<ApprovalView, 'id' | 'status' | 'flowName' | 'isTest' | 'askedAt' | 'startedBy' | 'deadline' | 'settledAt'> & {
  question: string
  /** The value that tells most, as people read it: `EUR 4,280.00`. */
  amount: string | null
  /** Who decided, once it is settled. */
  settledBy: readonly string[]
  /** Nobody who was asked can decide any more. */
  isStuck: boolean
}
