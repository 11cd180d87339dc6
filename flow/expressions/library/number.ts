import type { Json } from '@/flow/json'
import { ExpressionError } from '../expression-error'
import { finite } from '../operators'
import { readNumber, roundDecimal } from './decimal'
import { functionsOf } from './define'
import { INTL_COST, inLocale, numberFormat } from './locale'
import { numbersIn } from './numbers-in'
import { total } from './total'

const define = functionsOf('number')

export const numberFunctions = [
  define({
    name: 'round',
    cost: 25,
    params: { number: 'number', digits: 'number?' },
    returns: 'number',
    summary: 'Rounded to a number of digits after the point; half goes away from zero.',
    examples: [
      { expression: 'round(2.345, 2)', result: 2.35 },
      { expression: '1.005.round(2)', result: 1.01 },
      { expression: '1249.round(-2)', result: 1200 },
    ],
    run: ({ number, digits = 0 }) => roundDecimal(number, digits, 'half-up'),
  }),
  define({
    name: 'floor',
    params: { number: 'number' },
    returns: 'number',
    summary: 'The whole number below.',
    examples: [{ expression: '2.9.floor()', result: 2 }],
    run: ({ number }) => Math.floor(number),
  }),
  define({
    name: 'ceil',
    params: { number: 'number' },
    returns: 'number',
    summary: 'The whole number above.',
    examples: [{ expression: '2.1.ceil()', result: 3 }],
    run: ({ number }) => Math.ceil(number),
  }),
  define({
    name: 'abs',
    params: { number: 'number' },
    returns: 'number',
    summary: 'Without its sign.',
    examples: [{ expression: 'abs(-7)', result: 7 }],
    run: ({ number }) => Math.abs(number),
  }),
  define({
    name: 'pow',
    params: { number: 'number', exponent: 'number' },
    returns: 'number',
    summary: 'To a power.',
    examples: [{ expression: '2.pow(10)', result: 1024 }],
    run: ({ number, exponent }) => finite(number ** exponent),
  }),
  define({
    name: 'min',
    params: { numbers: 'number or list', other: 'number?' },
    returns: 'number',
    summary: 'The smallest of a list, or of two numbers.',
    examples: [
      { expression: '[3, 1, 2].min()', result: 1 },
      { expression: 'min(5, 8)', result: 5 },
    ],
    run: ({ numbers, other }, budget) => extreme(numbersFrom(numbers, other, budget), (a, b) => a < b),
  }),
  define({
    name: 'max',
    params: { numbers: 'number or list', other: 'number?' },
    returns: 'number',
    summary: 'The largest of a list, or of two numbers.',
    examples: [
      { expression: '[3, 1, 2].max()', result: 3 },
      { expression: 'max(5, 8)', result: 8 },
    ],
    run: ({ numbers, other }, budget) => extreme(numbersFrom(numbers, other, budget), (a, b) => a > b),
  }),
  define({
    name: 'sum',
    params: { list: 'list', field: 'text?' },
    returns: 'number',
    summary: 'The total of a list of numbers, or of a field of its entries.',
    examples: [
      { expression: '[0.1, 0.2].sum()', result: 0.3 },
      { expression: '[{"net": 10}, {"net": 5.5}].sum("net")', result: 15.5 },
    ],
    run: ({ list, field }, budget) => finite(total(numbersIn(list, field, budget))),
  }),
  define({
    name: 'average',
    params: { list: 'list', field: 'text?' },
    returns: 'number',
    summary: 'The mean of a list of numbers, or of a field of its entries.',
    examples: [{ expression: '[2, 4, 9].average()', result: 5 }],
    run: ({ list, field }, budget) => {
      const numbers = numbersIn(list, field, budget)
      if (numbers.length === 0) throw new ExpressionError('failed', 'An empty list has no average.')
      return finite(total(numbers)) / numbers.length
    },
  }),
  define({
    name: 'toNumber',
    cost: 30,
    params: { text: 'text or number', decimal: 'text?' },
    returns: 'number',
    summary: 'A number out of text; say "," when the text has a decimal comma.',
    examples: [
      { expression: '"1,249.50".toNumber()', result: 1249.5 },
      { expression: '"1.249,50 €".toNumber(",")', result: 1249.5 },
    ],
    run: ({ text, decimal = '.' }) => (typeof text === 'number' ? text : readNumber(text, decimal)),
  }),
  define({
    name: 'formatNumber',
    cost: INTL_COST,
    params: { number: 'number', digits: 'number?', locale: 'text?' },
    returns: 'text',
    summary: 'As people write it, with separators.',
    examples: [
      { expression: '1234567.8.formatNumber()', result: '1,234,567.8' },
      { expression: '1234.5.formatNumber(2, "de")', result: '1.234,50' },
    ],
    run: ({ number, digits, locale = 'en' }) =>
      inLocale(locale, (tag) =>
        numberFormat(
          tag,
          digits === undefined ? { maximumFractionDigits: 10 } : { minimumFractionDigits: digits, maximumFractionDigits: digits },
        ).format(number),
      ),
  }),
  define({
    name: 'range',
    params: { start: 'number', end: 'number?' },
    returns: 'list',
    summary: 'The whole numbers from 0 or a start up to before an end.',
    examples: [
      { expression: 'range(3)', result: [0, 1, 2] },
      { expression: 'range(5, 8)', result: [5, 6, 7] },
    ],
    run: ({ start, end }, budget) => {
      const [from, to] = end === undefined ? [0, start] : [start, end]
      const count = Math.max(0, Math.ceil(to - from))
      budget.claimItems(count)
      return Array.from({ length: count }, (_, index) => from + index)
    },
  }),
]

function numbersFrom(numbers: number | Json[], other: number | undefined, budget: Parameters<typeof numbersIn>[2]): number[] {
  const given = typeof numbers === 'number' ? [numbers] : numbersIn(numbers, undefined, budget)
  return other === undefined ? given : [...given, other]
}

function extreme(numbers: number[], beats: (a: number, b: number) => boolean): number {
  const [first, ...rest] = numbers
  if (first === undefined) throw new ExpressionError('failed', 'An empty list has no smallest and no largest number.')
  return rest.reduce((best, number) => (beats(number, best) ? number : best), first)
}
