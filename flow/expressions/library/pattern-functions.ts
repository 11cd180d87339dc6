import { ExpressionError } from '../expression-error'
import { functionsOf } from './define'
import { matcherOf } from './patterns'

const define = functionsOf('text')

export const patternFunctions = [
  define({
    name: 'regexReplace',
    cost: 60,
    params: { text: 'text', pattern: 'text', with: 'text' },
    returns: 'text',
    summary: 'Every match of a pattern replaced; $1 stands for its first group.',
    examples: [
      { expression: '"Tel. +49 (0)30 1234".regexReplace("[^0-9+]", "")', result: '+490301234' },
      { expression: '"31.03.2026".regexReplace("(\\\\d+)\\\\.(\\\\d+)\\\\.(\\\\d+)", "$3-$2-$1")', result: '2026-03-31' },
    ],
    run: ({ text, pattern, with: replacement }, budget) => {
      budget.claimText(text.length * (1 + replacement.length))
      return matcherOf(pattern, text, budget).replaceAll(replacement)
    },
  }),
  define({
    name: 'matches',
    params: { text: 'text', pattern: 'text' },
    returns: 'yes/no',
    summary: 'Whether a pattern is found in the text. ^ and $ stand for its ends.',
    examples: [
      { expression: '"INV-2041".matches("^INV-[0-9]+$")', result: true },
      { expression: '"Quote 7".matches("^INV-")', result: false },
    ],
    run: ({ text, pattern }, budget) => matcherOf(pattern, text, budget).find(),
  }),
  define({
    name: 'extract',
    params: { text: 'text', pattern: 'text', group: 'number?' },
    returns: 'text',
    gives: 'maybe',
    summary: 'The first match of a pattern, or of one of its groups; empty when there is none.',
    examples: [
      { expression: '"Invoice INV-2041 of March".extract("INV-[0-9]+")', result: 'INV-2041' },
      { expression: '"Order #771".extract("#([0-9]+)", 1)', result: '771' },
      { expression: '"Hello".extract("[0-9]+")', result: null },
    ],
    run: ({ text, pattern, group }, budget) => {
      const matcher = matcherOf(pattern, text, budget)
      if (!matcher.find()) return null
      const wanted = group ?? 0
      if (wanted > matcher.groupCount()) throw new ExpressionError('failed', `The pattern has no group ${wanted}.`)
      return matcher.group(wanted)
    },
  }),
  define({
    name: 'extractAll',
    params: { text: 'text', pattern: 'text' },
    returns: 'list',
    summary: 'Every match of a pattern.',
    examples: [{ expression: '"a@x.com, b@y.org".extractAll("[a-z]+@[a-z.]+")', result: ['a@x.com', 'b@y.org'] }],
    run: ({ text, pattern }, budget) => {
      const matcher = matcherOf(pattern, text, budget)
      const found: string[] = []
      while (matcher.find()) {
        budget.spend(10)
        found.push(matcher.group() ?? '')
      }
      return found
    },
  }),
]
