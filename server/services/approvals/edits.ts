import { z } from 'zod'
import type { ApprovalRequest } from '@/flow/define/approval'
import { type Json, type JsonObject, JsonSchema } from '@/flow/json'
import { ServiceError } from '../service-error'

const LONGEST = 2_000

export const EditsSchema = z.array(z.strictObject({ key: z.string().max(64), from: JsonSchema, to: JsonSchema })).max(100)

export type Edit = z.infer<typeof EditsSchema>[number]

type Decided = { edits: readonly Edit[] }

/** The values as they stand, with what earlier approvers corrected. */
export function currentValues({ fields }: Pick<ApprovalRequest, 'fields'>, decisions: readonly Decided[]): JsonObject {
  const read: [string, Json][] = fields.map(({ key, value }) => [key, value])
  const corrected = decisions.flatMap(({ edits }) => edits.map(({ key, to }): [string, Json] => [key, to]))
  return Object.fromEntries([...read, ...corrected])
}

/** Only what may be changed, from what it is, to something of its kind. @throws ServiceError */
export function checkEdits({ fields }: Pick<ApprovalRequest, 'fields'>, current: JsonObject, edits: readonly Edit[]): void {
  const seen = new Set<string>()
  for (const { key, from, to } of edits) {
    const field = fields.find((each) => each.key === key)
    if (!field?.editable || seen.has(key)) throw new ServiceError('invalid', 'One of the values can’t be changed here.')
    seen.add(key)
    if (JSON.stringify(current[key]) !== JSON.stringify(from)) {
      throw new ServiceError('conflict', `${field.label} was changed meanwhile. Look at it again, then decide.`)
    }
    if (!isOfKind(field.value, to)) throw new ServiceError('invalid', `${field.label} can’t be changed to this.`)
    if (typeof to === 'string' && to.length > LONGEST) throw new ServiceError('invalid', `${field.label} is too long now.`)
  }
}

/** What was not found may become text; everything else keeps its type. */
function isOfKind(read: Json, to: Json): boolean {
  if (read === null) return to === null || typeof to === 'string'
  if (typeof read === 'object') return false
  return typeof to === typeof read
}
