import { asText } from '../as-text'
import { ExpressionError } from '../expression-error'
import { phraseOf } from '../value'
import { readNumber } from './decimal'
import { functionsOf } from './define'

const define = functionsOf('text')

/** CEL's own names for turning one kind of value into another, and its ASCII letters. */
export const conversionFunctions = [
  define({
    name: 'int',
    params: { value: 'any' },
    returns: 'number',
    summary: 'The whole number in a number or text.',
    examples: [
      { expression: 'int(2.9)', result: 2 },
      { expression: 'int("42")', result: 42 },
    ],
    run: ({ value }) => Math.trunc(numberOf('int', value)),
  }),
  define({
    name: 'double',
    params: { value: 'any' },
    returns: 'number',
    summary: 'The number in a number or text.',
    examples: [{ expression: 'double("2.5")', result: 2.5 }],
    run: ({ value }) => numberOf('double', value),
  }),
  define({
    name: 'bool',
    params: { value: 'any' },
    returns: 'yes/no',
    summary: 'Yes or no out of true, false, "true" or "false".',
    examples: [{ expression: 'bool("true")', result: true }],
    run: ({ value }) => {
      if (typeof value === 'boolean') return value
      if (typeof value === 'string' && ['true', 'True', 'TRUE', 't', '1'].includes(value)) return true
      if (typeof value === 'string' && ['false', 'False', 'FALSE', 'f', '0'].includes(value)) return false
      throw new ExpressionError('failed', `bool() can't tell yes or no from ${phraseOf(value)}.`)
    },
  }),
  define({
    name: 'string',
    params: { value: 'any' },
    returns: 'text',
    summary: 'The same as toText().',
    examples: [{ expression: 'string(7)', result: '7' }],
    run: ({ value }, budget) => {
      budget.measure(value)
      return asText(value)
    },
  }),
  define({
    name: 'dyn',
    params: { value: 'any' },
    returns: 'any',
    gives: 'same',
    summary: 'The value as it is; kept so that expressions from elsewhere work.',
    examples: [{ expression: 'dyn(1)', result: 1 }],
    run: ({ value }) => value,
  }),
  define({
    name: 'lowerAscii',
    params: { text: 'text' },
    returns: 'text',
    summary: 'In small letters, a to z only.',
    examples: [{ expression: '"TacoCÆt".lowerAscii()', result: 'tacocÆt' }],
    run: ({ text }) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
  }),
  define({
    name: 'upperAscii',
    params: { text: 'text' },
    returns: 'text',
    summary: 'In capital letters, a to z only.',
    examples: [{ expression: '"tacoCæt".upperAscii()', result: 'TACOCæT' }],
    run: ({ text }) => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()),
  }),
]

function numberOf(name: string, value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value === 'string' && value !== '' && value === value.trim()) return readNumber(value, '.')
  throw new ExpressionError('type', `${name}() needs a number or text with one.`)
}
