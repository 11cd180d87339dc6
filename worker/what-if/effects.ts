import type { ApprovalRequest } from '@/flow/define/approval'
import type { Reply } from '@/flow/define/capabilities'
import { isSettled } from '@/flow/engine/state'
import type { Json, JsonObject } from '@/flow/json'
import { differences } from '@/flow/what-if/json-diff'
import type { EffectDifference } from '@/flow/what-if/result'
import type { CallDifference } from '../capabilities/replay/recorded-calls'
import type { ImaginedRun } from './imagine'
import type { RecordedRun } from './recorded-run'
import { cutChange, labelOf } from './shown'

/**
 * What would be done to the outside otherwise: calls, questions to people, the answer to a caller. Something that is merely not
 * reached, because nobody knows how the run would get there, is not called gone.
 */
export async function effectDifferences(recorded: RecordedRun, imagined: ImaginedRun, failsAlike: boolean): Promise<EffectDifference[]> {
  const over = (step: string) => imagined.state.status !== 'running' || ended(imagined, step)
  const left = failsAlike ? [] : await imagined.calls.left(over)
  const calls = [...imagined.calls.differences, ...left].map((call) => ofCall(recorded, imagined, call))
  return [...calls, ...questions(recorded, imagined, failsAlike), ...replies(recorded, imagined, failsAlike)]
}

function ended({ state, unknown }: ImaginedRun, step: string): boolean {
  const found = state.steps.get(step)
  return found !== undefined && isSettled(found) && !unknown.reasons.has(step)
}

function ofCall(recorded: RecordedRun, imagined: ImaginedRun, call: CallDifference): EffectDifference {
  const { step, capability, kind, reads, changes } = call
  return { step, label: labelIn(recorded, imagined, step), capability, kind, reads, what: whatOf(call), changes: changes.map(cutChange) }
}

function whatOf({ capability, place, asked }: CallDifference): string {
  if (capability === 'model') return 'a question to the model'
  if (capability === 'flow') return 'another flow'
  if (capability === 'state') return `“${asked.key}” for later runs`
  if (capability === 'mail') return `a mail to ${[asked.to, asked.cc].flat().filter(Boolean).join(', ')}`
  return `${place?.method} ${place?.host}${place?.path}`
}

/** Questions of a step in the order in which it asked them. */
function questions(recorded: RecordedRun, imagined: ImaginedRun, failsAlike: boolean): EffectDifference[] {
  const then = [...recorded.steps].flatMap(([step, { phases }]) =>
    phases.flatMap((phase) => {
      const request = phase.kind === 'wait' && phase.for === 'approval' ? recorded.requests.get(phase.waitId) : undefined
      return request ? [{ step, request }] : []
    }),
  )
  const asked: EffectDifference[] = []
  for (const { step, request } of imagined.asked) {
    const at = then.findIndex((other) => other.step === step)
    const [before] = at < 0 ? [] : then.splice(at, 1)
    const effect = {
      step,
      label: labelIn(recorded, imagined, step),
      capability: 'approval' as const,
      reads: false,
      what: questionOf(request),
    }
    if (!before) asked.push({ ...effect, kind: 'new', changes: [] })
    else {
      const changes = differences(asJson(before.request), asJson(request)).map(cutChange)
      if (changes.length > 0) asked.push({ ...effect, kind: 'changed', changes })
    }
  }
  if (failsAlike || imagined.state.status === 'running') return asked
  const gone = then.map(({ step, request }) => {
    const label = labelIn(recorded, imagined, step)
    return { step, label, capability: 'approval' as const, kind: 'gone' as const, reads: false, what: questionOf(request), changes: [] }
  })
  return [...asked, ...gone]
}

function questionOf({ question }: ApprovalRequest): string {
  return `the question “${question}”`
}

function replies({ row }: RecordedRun, { reply, state }: ImaginedRun, failsAlike: boolean): EffectDifference[] {
  const effect = { step: '', label: '', capability: 'reply' as const, reads: false }
  if (!row.reply && !reply) return []
  if (row.reply && !reply) {
    if (failsAlike || state.status === 'running') return []
    return [{ ...effect, kind: 'gone', what: answerOf(row.reply), changes: [] }]
  }
  if (!reply) return []
  if (!row.reply) return [{ ...effect, kind: 'new', what: answerOf(reply), changes: [] }]
  const changes = differences(asJson(row.reply), asJson(reply)).map(cutChange)
  return changes.length > 0 ? [{ ...effect, kind: 'changed', what: answerOf(reply), changes }] : []
}

function answerOf({ status }: Reply): string {
  return `the answer ${status} to the caller`
}

function labelIn(recorded: RecordedRun, imagined: ImaginedRun, step: string): string {
  return labelOf(imagined.plan, step) ?? labelOf(recorded.plan, step) ?? step
}

function asJson(value: ApprovalRequest | Reply): JsonObject {
  return JSON.parse(JSON.stringify(value)) as { [key: string]: Json } // both are plain data
}
