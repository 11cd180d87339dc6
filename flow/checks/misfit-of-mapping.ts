import type { TypedScope, TypeIssue } from '../types/issue'
import { converted, withFallback } from '../types/needs'
import { isNoFile, isNoneOf, type Type } from '../types/type'
import { movedFix } from '../types/type-of-text'
import { fallbackFor, kindsInWords, typeInWords } from '../types/words'
import type { FieldRead } from './read-texts'
import { wantedBy } from './wanted'

/** Where one mapping alone gives a value that its field does not take. Text around it is looked at by misfits.ts. */
export function misfitOf({ read, schema, name }: FieldRead, type: Type, { nameOf }: TypedScope): TypeIssue | undefined {
  const [only] = read.expressions
  if (!read.isSole || !only || type.kinds === null) return undefined
  const called = nameOf?.(only.source) ?? only.source
  const about = { position: { start: only.start, end: only.start + only.source.length }, isSure: !type.isLearned }
  if (schema.files === true && isNoFile(type)) {
    return {
      ...about,
      code: 'wrong-type',
      message: `${name} should be a file, and ${called} is ${typeInWords(type)}.`,
      hint: 'Pick other data.',
    }
  }
  const wanted = wantedBy(schema)
  if (!wanted) return undefined
  if (isNoneOf(type, wanted.kinds)) {
    const fix = converted(only.tree, type, wanted.kinds)
    return {
      ...about,
      code: 'wrong-type',
      message: `${name} should be ${kindsInWords(wanted.kinds)}, and ${called} is ${typeInWords(type)}.`,
      hint: fix ? `${fix.label}.` : 'Pick other data.',
      fix: fix && movedFix(fix, only.start),
    }
  }
  if (!type.maybeEmpty || wanted.takesEmpty) return undefined
  return {
    ...about,
    code: 'may-be-empty',
    message: `${called} may be empty, and ${name} needs a value.`,
    hint: 'Say what to use then.',
    fix: movedFix(withFallback(only.tree, fallbackFor(type, wanted.kinds)), only.start),
  }
}
