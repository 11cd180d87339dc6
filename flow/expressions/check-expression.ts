import { boundedCache } from './bounded-cache'
import { compile } from './compile'
import { type ExpressionNode, parseExpression } from './environment'
import { ExpressionError, type Position } from './expression-error'
import { parseTemplate } from './parse-template'

/** Why an expression can't be read. */
export type ExpressionIssue = { code: 'expression'; message: string; hint?: string | undefined; position?: Position | undefined }

/** Every issue in the `{{ … }}` of a text, placed in the whole text: what can be said without knowing any data. */
export function checkTemplate(text: string): ExpressionIssue[] {
  return parseTemplate(text).flatMap((part): ExpressionIssue[] => {
    if (part.kind === 'text') return []
    if (!part.closed) return [unclosed(part)]
    const read = readExpression(part.source)
    return 'issue' in read ? [{ ...read.issue, position: shift(read.issue.position, part.sourceStart) }] : []
  })
}

/** Its syntax tree, or why there is none. */
export const readExpression = boundedCache(2_000, (source: string): { tree: ExpressionNode } | { issue: ExpressionIssue } => {
  try {
    const tree = parseExpression(source)
    compile(tree, new Map())
    return { tree }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return { issue: { code: 'expression', message: error.message, hint: error.hint, position: error.position } }
  }
})

export function unclosed({ start, end }: Position): ExpressionIssue {
  const hint = 'Close it, or write \\{{ for two braces as text.'
  return { code: 'expression', message: 'A {{ is not closed with }}.', hint, position: { start, end } }
}

export function shift(position: Position | undefined, by: number): Position | undefined {
  return position && { start: position.start + by, end: position.end + by }
}
