import { manifest } from '@/connectors/manifest'
import type { LookUp } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import { waitsInVain } from '@/flow/engine/cancelling'
import type { LookAnswer } from '@/flow/engine/events'
import type { Json, JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { type Attempt, actionOf, attemptAt } from './attempt'
import { isAway } from './away'
import { conclude } from './conclude'
import { stepErrorOf } from './failure'
import { FenceLost } from './flusher'
import { after, caught } from './now-or-later'
import type { Performance } from './perform'
import { InputError, resolveInput } from './resolve-input'
import { inTime } from './step-context'

/** Over all attempts of a step. Then a person decides. */
const MOST_LOOKS = 8
const LOOK_AGAIN_MS = 30_000
const LONGEST_LOOK_MS = 60_000

/** What an app that was asked lets be known. `lookAgainIn`: ms; left out where looking again would not help. */
type Seen = { answer: LookAnswer; note: string; output?: Json; lookAgainIn?: number }

/** Whoever had the step died between its intent and its result. */
export function verifyStep(on: Performance, step: string, attempt: number): Promise<unknown> {
  const trying = attemptAt(on, step, attempt)
  const verified = caught(
    () => {
      const { lookUp } = actionOf(trying.node)
      return lookUp ? after(resolveInput(on, trying.node, step), (input) => verifyEffect(trying, lookUp, input)) : leaveToPeople(trying)
    },
    (error) => {
      if (error instanceof InputError) return leaveToPeople(trying)
      throw error
    },
  )
  return Promise.resolve(verified)
}

/**
 * Nobody knows whether an unsafe effect took place: its request was cut short, or whoever sent it died. An app that can be
 * asked is asked. Only a sure answer is acted upon: what is there is not done again, and what is not there is done again
 * once it can't come any more. Whatever else there is, a person decides.
 */
export async function verifyEffect(trying: Attempt, lookUp: LookUp | undefined, input: JsonObject): Promise<unknown> {
  const { on, step, attempt } = trying
  const looks = on.journal.state.steps.get(step)?.looks ?? []
  if (!lookUp || looks.length >= MOST_LOOKS) return leaveToPeople(trying)
  const { answer, note, output, lookAgainIn } = await look(trying, lookUp, input)
  on.signal.throwIfAborted()
  const at = on.clock.now()
  const looked = { type: 'effect.looked-up' as const, at, step, attempt, answer, note }
  if (answer === 'missing') return on.journal.append([looked])
  if (output === undefined) return leaveToPeople(trying, looked, lookAgainIn)
  on.journal.append([looked])
  return conclude(trying, output)
}

async function look(trying: Attempt, lookUp: LookUp, input: JsonObject): Promise<Seen> {
  const { on, node, step, attempt } = trying
  const known = on.journal.state.steps.get(step)
  // A run that goes on from another has a key that is older than itself.
  const since = on.journal.state.keys.has(step) || !known?.startedAt ? null : new Date(known.startedAt)
  const looked = `KAOS looked in ${placeOf(node.node.type)}`
  const { what, settlesInMs } = lookUp
  try {
    const found = await inTime(trying, input, LONGEST_LOOK_MS, (context) => lookUp.look(context, since))
    if (found) {
      const often = found.count === 1 ? '.' : ` ${found.count} times. The step goes on with the first.`
      return { answer: 'found', note: `${looked} and found ${what}${often}`, output: found.output }
    }
    const absent = `and did not find ${what}`
    if (settlesInMs === undefined) return { answer: 'unknown', note: `${looked} ${absent}, which does not prove that it won’t come.` }
    const isSettled = known?.looks.some((before) => before.attempt === attempt && before.answer === 'not-yet')
    if (isSettled) return { answer: 'missing', note: `${looked} again ${absent}, so the step is done again.` }
    return { answer: 'not-yet', note: `${looked} ${absent}. It may be on its way, so KAOS looks again.`, lookAgainIn: settlesInMs }
  } catch (error) {
    if (error instanceof FenceLost || isAway(error) || on.signal.aborted) throw error
    const { message, hint } = stepErrorOf(error)
    const note = [`${looked} and could not tell: ${message}`, hint].filter(Boolean).join(' ')
    const mayHelp = error instanceof NodeError && error.retry
    return { answer: 'unknown', note, ...(mayHelp ? { lookAgainIn: Math.max(error.retryAfterMs ?? 0, LOOK_AGAIN_MS) } : {}) }
  }
}

type Looked = { type: 'effect.looked-up'; at: number; step: string; attempt: number; answer: LookAnswer; note: string }

/** Whoever knows says so; with `lookAgainIn`, the app is asked again unless somebody was quicker. */
function leaveToPeople({ on, step, attempt }: Attempt, looked?: Looked, lookAgainIn?: number): Promise<unknown> {
  const at = on.clock.now()
  const error = on.journal.state.cancelling && waitsInVain('verify')
  if (error) return on.journal.append([...(looked ? [looked] : []), { type: 'step.failed', at, step, attempt, error }])
  const waitId = newId()
  const again = lookAgainIn === undefined ? {} : { wakeAt: at + lookAgainIn }
  const result = lookAgainIn === undefined ? {} : { result: { lookAgain: true } }
  return on.journal.append([...(looked ? [looked] : []), { type: 'wait.opened', at, step, attempt, waitId, kind: 'verify', ...again }], {
    opened: [{ id: waitId, step, kind: 'verify', ...again, ...result }],
  })
}

function placeOf(type: string): string {
  const connector = manifest.nodes[type]?.accountAt
  return manifest.connectors.find(({ id }) => id === connector)?.title ?? 'the app'
}
