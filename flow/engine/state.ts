import type { Json, JsonObject } from '../json'
import type { StepError, WaitKind } from './events'
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
  steps: Map<string, StepState>
  waits: Map<string, OpenWait>
  top: BodyState
  /** Iterations that are going on, and the top as `''`, by frame. */
  frames: Map<string, FrameState>
  /** Loops by step, from when they were opened. */
  loops: Map<string, LoopState>
  active: Set<string>
  /** Frames whose nodes are all settled and whose output is to be collected. */
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
  error: StepError | null
  retryAt: number | null
  /** An effect whose result is not known yet. */
  announced: { key: string; effect: 'read' | 'keyed' | 'unsafe' } | null
  /** A wait that ended, whose step has not gone on yet. */
  resumeWith: { kind: WaitKind; result: Json } | null
}

export type OpenWait = { waitId: string; kind: WaitKind; wakeAt: number | null }

/** Something whose nodes run together: the top, or a loop with all its iterations. */
export type BodyState = {
  parent: BodyState | null
  /** The loop's step; null at the top. */
  loop: string | null
  /** Steps in it, however deep, that started and have neither ended nor gone to wait. */
  busy: number
  /** Set: nothing new starts in it, and it fails as soon as nothing is busy. */
  failure: { step: string; error: StepError } | null
}

export type LoopState = {
  body: BodyState
  items: readonly Json[]
  /** The first iteration not begun. */
  next: number
  collected: number
  outputs: Json[]
}

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
    steps: new Map(),
    waits: new Map(),
    top: newBody(null, null),
    frames: new Map(),
    loops: new Map(),
    active: new Set(),
    uncollected: new Set(),
  }
}

export function newBody(parent: BodyState | null, loop: string | null): BodyState {
  return { parent, loop, busy: 0, failure: null }
}

export function newStep(): StepState {
  return {
    status: 'idle',
    attempt: 0,
    startedAt: null,
    finishedAt: null,
    port: null,
    output: null,
    error: null,
    retryAt: null,
    announced: null,
    resumeWith: null,
  }
}

export function isSettled(step: StepState): boolean {
  return step.status === 'completed' || step.status === 'failed' || step.status === 'skipped' || step.status === 'cancelled'
}

/** True when the body or anything around it is failing: what runs may end, nothing starts. */
export function isHalted(body: BodyState): boolean {
  for (let around: BodyState | null = body; around; around = around.parent) if (around.failure) return true
  return false
}
