import { type ASTNode, Environment, ParseError } from '@marcbachmann/cel-js'
import { ExpressionError } from './expression-error'

/**
 * CEL's grammar, from cel-js; what the operators and functions mean is ours (see dialect.decision.md).
 * A parsed expression is plain data: nothing in it can reach a host object.
 */
export type ExpressionNode = ASTNode

export const MAX_EXPRESSION_LENGTH = 10_000
const MAX_DEPTH = 200

const grammar = new Environment({
  enableOptionalTypes: true,
  limits: { maxAstNodes: 6_000, maxDepth: MAX_DEPTH, maxListElements: 2_000, maxMapEntries: 2_000, maxCallArguments: 32 },
})

export function parseExpression(source: string): ExpressionNode {
  if (source.length > MAX_EXPRESSION_LENGTH) {
    throw new ExpressionError('syntax', `This expression has ${source.length} characters; ${MAX_EXPRESSION_LENGTH} is the most.`, {
      hint: 'Split the work over several steps.',
    })
  }
  if (source.trim() === '') throw new ExpressionError('syntax', 'This expression is empty.', { position: { start: 0, end: source.length } })
  const ast = parseWithPlainErrors(source)
  refuseDeepNesting(ast)
  return ast
}

function parseWithPlainErrors(source: string): ExpressionNode {
  try {
    return grammar.parse(source).ast
  } catch (error) {
    // RangeError: ten thousand `!` in a row exhaust the stack of a recursive parser.
    if (error instanceof RangeError) throw tooDeep()
    if (!(error instanceof ParseError)) throw error
    const position = error.range ? { start: error.range.start, end: Math.max(error.range.end, error.range.start + 1) } : undefined
    throw new ExpressionError('syntax', plainMessage(error.summary, source, position?.start), { position, hint: hintFor(source, error) })
  }
}

function plainMessage(summary: string, source: string, start = source.length): string {
  if (summary.startsWith('Exceeded')) return 'This expression is too long or too deeply nested.'
  if (start >= source.trimEnd().length) return 'The expression ends too early.'
  if (summary.startsWith('Unterminated')) return 'A text is not closed with a quote.'
  if (/iteration variable/.test(summary)) return 'The first value is the name to use for each entry, such as x.'
  const excerpt = source.slice(start, start + 12)
  if (/Unexpected|Expected/.test(summary)) return `The expression can't be read from "${excerpt}" on.`
  return `${summary}.`
}

function hintFor(written: string, error: ParseError): string | undefined {
  const source = written.replace(/"[^"]*"|'[^']*'/g, '""')
  if (error.code === 'unterminated_string') return 'Close the text with the quote it starts with.'
  if (source.includes('=>') || error.code === 'invalid_macro_argument' || /iteration variable/.test(error.summary)) {
    return 'To go through a list, write list.map(x, x.name) or list.filter(x, x.total > 10).'
  }
  if (/[^=!<>]=[^=]/.test(source)) return 'To compare two values, write ==.'
  if (source.includes('`')) return 'Put text into "quotes" and join it with +.'
  return undefined
}

/** Long chains such as `a + b + c …` nest to the left without the parser noticing. */
function refuseDeepNesting(root: ExpressionNode): void {
  let level: ExpressionNode[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH * 5) throw tooDeep()
    level = level.flatMap(childrenOf)
  }
}

function tooDeep(): ExpressionError {
  return new ExpressionError('syntax', 'This expression is too deeply nested.', { hint: 'Split the work over several steps.' })
}

export function childrenOf(node: ExpressionNode): ExpressionNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '.':
    case '.?':
      return [node.args[0]]
    case 'call':
      return node.args[1]
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    case 'map':
      return node.args.flat()
    case '!_':
    case '-_':
      return [node.args]
    default:
      return node.args
  }
}
