import { type ExpressionIssue, readExpression, shift, unclosed } from '../expressions/check-expression'
import type { ExpressionNode } from '../expressions/environment'
import { parseTemplate, soleExpression } from '../expressions/parse-template'
import { type Reference, referencesOfExpression } from '../expressions/references'

/** A text with its expressions read, so that it can be typed again and again. */
export type ReadText = {
  expressions: readonly { source: string; start: number; tree: ExpressionNode }[]
  /** It is one expression and nothing else, whose value keeps its type. */
  isSole: boolean
  /** What can't be read. */
  issues: readonly ExpressionIssue[]
  references: readonly Reference[]
}

export function readText(text: string): ReadText {
  const parts = parseTemplate(text)
  const read = parts.flatMap((part) => (part.kind === 'text' ? [] : [{ part, read: part.closed ? readExpression(part.source) : null }]))
  return {
    expressions: read.flatMap(({ part, read }) =>
      read && 'tree' in read ? [{ source: part.source, start: part.sourceStart, tree: read.tree }] : [],
    ),
    isSole: soleExpression(parts) !== undefined,
    issues: read.flatMap(({ part, read }) => {
      if (!read) return [unclosed(part)]
      return 'issue' in read ? [{ ...read.issue, position: shift(read.issue.position, part.sourceStart) }] : []
    }),
    references: read.flatMap(({ part, read }) =>
      read && 'tree' in read ? referencesOfExpression(part.source).map((each) => moved(each, part.sourceStart)) : [],
    ),
  }
}

function moved(reference: Reference, by: number): Reference {
  return { ...reference, start: reference.start + by, end: reference.end + by }
}
