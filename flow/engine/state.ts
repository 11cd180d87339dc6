import type { Json, JsonObject } from '../json'
import type { LookAnswer, StandIn, StepError, WaitKind } from './events'
import type { PlanBody } from './plan'
import type { RunStatus, StepStatus } from './status'

/**
 * What a journal amounts to so far. Made by `fold`, changed by `applyEvent` only.
 * Besides the facts (steps, waits) it carries the counts that make deciding cheap: what is undecided before
 * each node, how much runs in each body, and `active`, the steps that something can be done about now.
 */
export type RunState = {
  /** `waiting` is not told apart here: it is `running` with nothing to do but wait. */
  status: Exclude<RunStatus, 'waiting'>
  /** Events folded so far. */
  seq: number
  startedAt: number | null
  finishedAt: number | null
  triggerNodeId: string | null
  input: Json
  /** Null until they are pinned; a flow that reads none never pins any. */
  vars: JsonObject | null
  error: StepError | null
  /** The run this one goes on from. */
  continues: { runId: string; from: string | null } | null
  /** Steps whose results are that run's. */
  reused: Set<string>
  /** Keys of effects that were not finished there, by step: to be used again. */
  keys: Map<string, string>
  steps: Map<string, StepState>
  waits: Map<string, OpenWait>
  /** Those that were open when what they were for was given up, in order: whoever keeps waits ends them, and takes them from here. */
  givenUp: GivenUpWait[]
  top: BodyState
  /** Iterations that are going on, and the top as `''`, by frame. */
  frames: Map<string, FrameState>
  /** Loops and scopes by step, from when they were opened. */
  loops: Map<string, LoopState>
  scopes: Map<string, ScopeState>
  /** Scopes that are open and whose last part is done also when the run is cancelled. */
  tidying: Set<string>
  /** Set: nothing goes on but the last parts of these scopes (see cancelling.ts). */
  cancelling: { at: number; scopes: ReadonlySet<string> } | null
  active: Set<string>
  /** Frames whose nodes are all settled and that leave something behind. */
  uncollected: Set<string>
}

export type StepState = {
  status: StepStatus
  /** 0: never started. */
  attempt: number
  /** When the first attempt started, and when the last one ended. */
  startedAt: number | null
  finishedAt: number | null
  /** Where it went on; null while it hasn't, and for one that led nowhere. */
  port: string | null
  output: Json
  /** Set in tests: its work was not done, and this is where the output is from. */
  standIn: StandIn | null
  error: StepError | null
  /** What the last attempt printed. */
  logs: readonly string[]
  retryAt: number | null
  /** An effect whose result is not known yet. */
  announced: { key: string; effect: 'read' | 'keyed' | 'unsafe' } | null
  /** What the app answered when it was asked whether a lost effect took place, over all attempts. */
  looks: readonly Look[]
  /** Cut short while nobody knew whether its effect took place. */
  unsure: boolean
  /** A wait that ended, whose step has not gone on yet. */
  resumeWith: { kind: WaitKind; result: Json } | null
}

export type Look = { at: number; attempt: number; answer: LookAnswer; note: string }

export type OpenWait = { waitId: string; kind: WaitKind; wakeAt: number | null }

type GivenUpWait = { step: string; waitId: string; kind: WaitKind }

/** Something whose nodes run together: the top, a loop with all its iterations, or one part of a scope. */
export type BodyState = {
  parent: BodyState | null
  /** The container's step; null at the top. */
  container: string | null
  /** Steps in it, however deep, that started and have neither ended nor gone to wait. */
  busy: number
  /** Set: it fails as soon as nothing is busy, and only what may still fail before this starts (see failing.ts). */
  failure: Failure | null
  /** The slot of the node that failed with it. */
  failedAt: number
}

export type LoopState = {
  body: BodyState
  /** Of a for-each all of them, once `items.length` has come to `total`; a repeat gets one more with every pass. */
  items: Json[]
  total: number
  /** The first iteration not begun. */
  next: number
  collected: number
  outputs: Json[]
  /** Iterations that were swept, and how often each node inside did its work in them (see decide-loop.ts). */
  swept: number
  passed: Map<string, number>
  /** How much of what comes next is to be done step by step after all. */
  stepwise: 'none' | 'this' | 'rest'
}

export type ScopeState = {
  /** Of the part whose turn it is. */
  body: BodyState
  /** Index in `bodies` of its plan node. */
  part: number
  /** What failed and wasn't caught (yet). */
  failure: Failure | null
  /** What its steps for failures were told of, once they had their turn. */
  caught: Json
  /** What the steps tried left behind; undefined until all of them are settled. */
  result: Json | undefined
}

/** `index`: what this iteration left could not be taken by its loop, which is the step. */
export type Failure = { step: string; error: StepError; index?: number }

export type FrameState = {
  plan: PlanBody
  body: BodyState
  /** By slot: incoming edges not decided yet, and those that are live. */
  undecided: number[]
  live: number[]
  /** Nodes not settled. */
  left: number
}

export function newState(): RunState {
  return {
    status: 'queued',
    seq: 0,
    startedAt: null,
    finishedAt: null,
    triggerNodeId: null,
    input: null,
    vars: null,
    error: null,
    continues: null,
    reused: new Set(),
    keys: new Map(),
    steps: new Map(),
    waits: new Map(),
    givenUp: [],
    top: newBody(null, null),
    frames: new Map(),
    loops: new Map(),
    scopes: new Map(),
    tidying: new Set(),
    cancelling: null,
    active: new Set(),
    uncollected: new Set(),
  }
}

export function newBody(parent: BodyState | null, container: string | null): BodyState {
  return { parent, container, busy: 0, failure: null, failedAt: 0 }
}

export function newStep(): StepState {
  return {
    status: 'idle',
    attempt: 0,
    startedAt: null,
    finishedAt: null,
    port: null,
    output: null,
    standIn: null,
    error: null,
    logs: [],
    retryAt: null,
    announced: null,
    looks: [],
    unsure: false,
    resumeWith: null,
  }
}

export function isSettled(step: Pick<StepState, 'status'>): boolean {
  return step.status === 'completed' || step.status === 'failed' || step.status === 'skipped' || step.status === 'cancelled'
}
