import type { Fix, TypedScope, TypeIssue } from './issue'
import { mayBeEmpty } from './needs'
import type { ReadText } from './read-text'
import { present, TEXT, type Type, UNKNOWN } from './type'
import { settled } from './type-of-access'
import { typeOfExpression } from './type-of-expression'

export type TypedText = {
  type: Type
  /** Placed in the whole text. */
  issues: TypeIssue[]
}

/** What a text with expressions becomes, and what is surely or possibly wrong with it. */
export function typeOfText({ expressions, isSole, issues: unreadable }: ReadText, scope: TypedScope): TypedText {
  const issues: TypeIssue[] = []
  const typed = expressions.map(({ start, tree }) => {
    const context = {
      scope,
      locals: NO_LOCALS,
      guarded: [],
      isBranch: false,
      answered: [],
      report: (issue: TypeIssue) => void issues.push(placed(issue, start)),
    }
    const type = typeOfExpression(tree, context)
    // In the midst of other text an absent optional is nothing at all; null is an error.
    if (!isSole && type.maybeEmpty) mayBeEmpty({ node: tree, type: present(type), context, by: 'the text around it' }, ['text'])
    return type
  })
  const [only] = typed
  if (!isSole) return { type: TEXT, issues }
  return { type: only && unreadable.length === 0 ? settled(only) : UNKNOWN, issues }
}

const NO_LOCALS: ReadonlyMap<string, Type> = new Map()

function placed(issue: TypeIssue, by: number): TypeIssue {
  const { position, fix } = issue
  return { ...issue, position: { start: position.start + by, end: position.end + by }, fix: fix && movedFix(fix, by) }
}

export function movedFix({ label, changes }: Fix, by: number): Fix {
  return { label, changes: changes.map((change) => ({ ...change, start: change.start + by, end: change.end + by })) }
}

/** The text with a fix made. */
export function mended(text: string, { changes }: Fix): string {
  return [...changes]
    .sort((a, b) => b.start - a.start || b.end - a.end)
    .reduce((now, { start, end, insert }) => now.slice(0, start) + insert + now.slice(end), text)
}
