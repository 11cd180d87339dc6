import type { ApprovalRequest } from '@/flow/define/approval'
import { askPeople, awaitCallback, awaitRun, type Outcome, toPort, waitUntil } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { RunEvent, StepError, WaitKind } from '@/flow/engine/events'
import type { Json } from '@/flow/json'
import { Untold } from '../capabilities/replay/untold'

export const NEVER = new Date(8.64e15)

/** What a step came to when it was performed: once, and once more after each wait it asked for. `result` is null while a wait is open. */
export type Phase =
  | { kind: 'completed'; port: string; output: Json }
  | { kind: 'failed'; error: StepError }
  | { kind: 'wait'; waitId: string; for: WaitKind; wakeAt: number | null; startedAt: number; result: { value: Json; at: number } | null }

/** What a journal says of one step: the phases of its last attempt, and when that began. */
export type StepRecord = { startedAt: number; phases: Phase[] }

/** By step, in the order in which they began. */
export function stepRecords(events: Iterable<RunEvent>): Map<string, StepRecord> {
  const steps = new Map<string, StepRecord>()
  for (const event of events) {
    if (!('step' in event) || event.step === undefined) continue
    const known = steps.get(event.step)
    switch (event.type) {
      case 'step.started':
        steps.set(event.step, { startedAt: event.at, phases: [] })
        break
      case 'loop.opened':
      case 'scope.opened':
        if (!known) steps.set(event.step, { startedAt: event.at, phases: [] })
        break
      case 'step.completed':
        known?.phases.push({ kind: 'completed', port: event.port, output: event.output })
        break
      case 'step.failed':
        if (event.retryAt === undefined) known?.phases.push({ kind: 'failed', error: event.error })
        break
      case 'wait.opened':
        // What became of an unsure effect is no wish of the step's own.
        if (event.kind !== 'verify') known?.phases.push(waitOf(event))
        break
      case 'wait.closed': {
        const wait = known?.phases.at(-1)
        if (wait?.kind === 'wait' && wait.waitId === event.waitId) wait.result = { value: event.result, at: event.at }
        break
      }
    }
  }
  return steps
}

function waitOf({ waitId, kind, wakeAt, at }: Extract<RunEvent, { type: 'wait.opened' }>): Phase {
  return { kind: 'wait', waitId, for: kind, wakeAt: wakeAt ?? null, startedAt: at, result: null }
}

/** A phase as the node itself would have it. @throws NodeError as then @throws Untold */
export function outcomeOf(phase: Phase | undefined, requests: ReadonlyMap<string, ApprovalRequest>): Outcome {
  switch (phase?.kind) {
    case 'completed':
      return toPort(phase.port, phase.output)
    case 'failed': {
      const { code, message, hint, detail } = phase.error
      const said = { ...(hint === undefined ? {} : { hint }), ...(detail === undefined ? {} : { detail }) }
      throw new NodeError(code, message, { retry: false, ...said })
    }
    case 'wait': {
      const request = requests.get(phase.waitId)
      if (phase.for === 'approval' && request) return askPeople(request, null)
      if (phase.for === 'timer') return waitUntil(phase.wakeAt === null ? NEVER : new Date(phase.wakeAt), phase.result?.value ?? null)
      // Whom it waited for makes no difference: the wait ends as it ended.
      if (phase.for === 'call') return awaitRun(phase.waitId, null)
      if (phase.for === 'callback') return awaitCallback(phase.waitId, null)
      throw new Untold('What it waited for is not on record.')
    }
    default:
      throw new Untold('This step was cut short then.')
  }
}
