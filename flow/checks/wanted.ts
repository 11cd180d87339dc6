import type { JsonObject } from '../json'
import type { Filled, Type } from '../types/type'
import { typeOfSchema } from '../types/type-of-schema'

/** The kinds of values a field takes; null where it takes any. */
export function wantedBy(schema: JsonObject): { kinds: readonly Filled[]; takesEmpty: boolean } | null {
  const { kinds, maybeEmpty }: Type = typeOfSchema(schema)
  return kinds === null ? null : { kinds: [...kinds], takesEmpty: maybeEmpty }
}
