import { asText } from '../expressions/as-text'
import type { Json } from '../json'
import { humanLabel } from '../mapping/human-label'
import type { Change } from './json-diff'
import type { EffectDifference, RunDifference, StepDifference } from './result'

const SHORT = 80

/** `['lines', 1, 'unitAmount']` → “Lines › 2 › Unit amount”; nothing for the value itself. */
export function pathInWords(path: Change['path']): string {
  return path.map((part) => (typeof part === 'number' ? String(part + 1) : humanLabel(part))).join(' › ')
}

export function shortValue(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  if (value === null || value === '') return 'empty'
  const line = asText(value).replace(/\s+/g, ' ').trim()
  return line.length > SHORT ? `${line.slice(0, SHORT - 1)}…` : line
}

/** “Total: 90 → 108”. */
export function changeInWords({ path, before, after }: Change): string {
  const where = pathInWords(path)
  return `${where === '' ? '' : `${where}: `}${shortValue(before)} → ${shortValue(after)}`
}

/** “each:2/line” → “item 3”; nothing outside of loops. */
export function iterationInWords(step: string): string {
  const indexes = [...step.matchAll(/:(\d+)\//g)].map(([, index]) => `item ${Number(index) + 1}`)
  return indexes.join(', ')
}

const VERBS = { http: 'send', mail: 'send', model: 'ask', flow: 'start', state: 'keep', approval: 'ask people', reply: 'give' } as const

/** “Would now send POST api.xero.com/Invoices otherwise”. */
export function effectInWords({ capability, kind, reads, what }: EffectDifference): string {
  const verb = capability === 'http' && reads ? 'ask' : VERBS[capability]
  if (kind === 'gone') return `Would no longer ${verb} ${what}`
  return kind === 'new' ? `Would now also ${verb} ${what}` : `Would now ${verb} ${what}, otherwise than then`
}

export function stepInWords({ kind, reason, changes, before, after }: StepDifference): string {
  if (kind === 'untold') return `Cannot be told: ${reason ?? 'it is not on record.'}`
  if (kind === 'new') return 'Is done now, and was not then'
  if (kind === 'gone') return 'Was done then, and is not now'
  if (after?.error && !before?.error) return `Fails now: ${after.error.message}`
  if (before?.error && after?.error && before.error.message !== after.error.message) return `Fails otherwise: ${after.error.message}`
  if (before?.error && !after?.error) return `Failed then, and does not now: ${before.error.message}`
  if (before?.port !== after?.port) return `Goes another way: ${before?.port ?? 'nowhere'} → ${after?.port ?? 'nowhere'}`
  const [first] = changes
  return first ? changeInWords(first) : 'Does it otherwise'
}

/** Where a run parts from what it was: whose step, and how. Null where it does not, or where nothing is known. */
export function firstDifference({ steps, effects, verdict }: RunDifference): { label: string; step: string; text: string } | null {
  const step = (verdict === 'broken' && steps.find(({ after }) => after?.error)) || steps[0]
  if (step) return { label: step.label, step: step.step, text: stepInWords(step) }
  const [effect] = effects
  return effect ? { label: effect.label, step: effect.step, text: effectInWords(effect) } : null
}
