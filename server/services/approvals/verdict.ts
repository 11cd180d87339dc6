import { z } from 'zod'
import type { ApprovalResult, AskedField } from '@/flow/define/approval'
import { type Json, JsonSchema } from '@/flow/json'
import { ServiceError } from '../service-error'
import type { Approval } from './approval-of'

export const VerdictInput = z.strictObject({
  decision: z.enum(['approved', 'rejected']),
  comment: z.string().trim().max(2_000).default(''),
  edits: z
    .array(z.strictObject({ key: z.string().max(64), from: JsonSchema, to: JsonSchema }))
    .max(100)
    .default([]),
})

export type Verdict = z.output<typeof VerdictInput>
export type Edit = { key: string; from: Json; to: Json }

const LONGEST_VALUE = 2_000

/**
 * What people may change: values that are editable, from what they are now, into the same kind of value.
 * @throws ServiceError `invalid`, or `conflict` where another approver has changed the value meanwhile
 */
export function checkEdits(approval: Approval, edits: readonly Edit[]): void {
  const now = valuesNow(approval)
  const seen = new Set<string>()
  for (const { key, from, to } of edits) {
    const field = approval.request.fields.find((each) => each.key === key)
    if (!field?.editable || seen.has(key) || !isSameKind(field, to))
      throw new ServiceError('invalid', `“${field?.label ?? key}” can’t be changed like that.`)
    if (!isSame(now[key] ?? null, from)) {
      throw new ServiceError('conflict', `Somebody else has changed “${field.label}” meanwhile. Look again before you decide.`)
    }
    seen.add(key)
  }
}

/** The values with what has been changed so far. */
export function valuesNow(
  { request, decisions }: Pick<Approval, 'request' | 'decisions'>,
  edits: readonly Edit[] = [],
): Record<string, Json> {
  const changes = [...decisions.flatMap((decision) => decision.edits), ...edits]
  return Object.fromEntries([...request.fields.map(({ key, value }) => [key, value]), ...changes.map(({ key, to }) => [key, to])])
}

/** The outcome once nobody else has to say anything, or null. One rejection ends it. */
export function outcomeOf(approval: Approval, decisions: Approval['decisions']): ApprovalResult | null {
  const last = decisions.at(-1)
  if (last?.decision !== 'rejected' && decisions.filter(({ decision }) => decision === 'approved').length < approval.request.needed)
    return null
  return {
    decision: last?.decision === 'rejected' ? 'rejected' : 'approved',
    by: decisions.map(({ decider, deciderName: name, via, at, comment }) => ({ decider, name, via, at: at.toISOString(), comment })),
    fields: valuesNow({ request: approval.request, decisions }),
    edits: decisions.flatMap(({ deciderName: by, edits }) => edits.map((edit) => ({ ...edit, by }))),
  }
}

function isSameKind({ value }: AskedField, to: Json): boolean {
  if (typeof to === 'string' && to.length > LONGEST_VALUE) return false
  return value === null ? to === null || typeof to === 'string' : typeof value === typeof to && typeof to !== 'object'
}

function isSame(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
