import { canBe, type FieldOfType, type Type } from './type'

/** What is declared, and where that leaves open what there is, what data showed. */
export function refine(declared: Type, seen: Type): Type {
  if (declared.kinds === null && declared.fields.size === 0) return { ...seen, maybeEmpty: declared.maybeEmpty || seen.maybeEmpty }
  const opened = canBe(declared, 'object') && canBe(seen, 'object')
  const listed = canBe(declared, 'list') && canBe(seen, 'list') && seen.entry
  if (!opened && !listed) return declared
  const shows = opened && declared.rest === undefined && !declared.closed && seen.isLearned
  const entry = listed && seen.entry ? (declared.entry ? refine(declared.entry, seen.entry) : seen.entry) : declared.entry
  return {
    ...declared,
    ...(opened && { fields: refinedFields(declared, seen) }),
    ...(entry && { entry }),
    isLearned: declared.isLearned || shows,
  }
}

function refinedFields(declared: Type, seen: Type): ReadonlyMap<string, FieldOfType> {
  const fields = new Map(declared.fields)
  for (const [name, field] of seen.fields) {
    const before = fields.get(name)
    if (before) fields.set(name, { ...before, type: refine(before.type, field.type) })
    else if (!declared.closed && declared.rest === undefined) fields.set(name, field)
  }
  return fields
}
