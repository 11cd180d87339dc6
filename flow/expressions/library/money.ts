import { ExpressionError } from '../expression-error'
import { finite } from '../operators'
import { type Rounding, roundDecimal } from './decimal'
import { functionsOf } from './define'
import { INTL_COST, inLocale, numberFormat } from './locale'

const define = functionsOf('money')

export const moneyFunctions = [
  define({
    name: 'formatMoney',
    cost: INTL_COST,
    params: { amount: 'number', currency: 'text', locale: 'text?' },
    returns: 'text',
    summary: 'An amount as people write it.',
    examples: [
      { expression: '1249.5.formatMoney("EUR")', result: '€1,249.50' },
      { expression: 'formatMoney(1249.5, "EUR", "de")', result: '1.249,50\u00a0€' },
    ],
    run: ({ amount, currency, locale = 'en' }) =>
      inLocale(locale, (tag) => numberFormat(tag, { style: 'currency', currency }).format(amount)),
  }),
  define({
    name: 'roundMoney',
    cost: INTL_COST,
    params: { amount: 'number', currency: 'text?', rounding: 'text?' },
    returns: 'number',
    summary: 'Rounded to the smallest coin of the currency; "half-even" rounds halves to the even coin.',
    examples: [
      { expression: '10.005.roundMoney()', result: 10.01 },
      { expression: '0.125.roundMoney("EUR", "half-even")', result: 0.12 },
      { expression: '1249.5.roundMoney("JPY")', result: 1250 },
    ],
    run: ({ amount, currency = 'EUR', rounding = 'half-up' }) => roundDecimal(amount, decimalsOf(currency), roundingOf(rounding)),
  }),
  define({
    name: 'toCents',
    cost: INTL_COST,
    params: { amount: 'number', currency: 'text?' },
    returns: 'number',
    summary: 'In the smallest coin, as payment services want it.',
    examples: [{ expression: '19.99.toCents()', result: 1999 }],
    run: ({ amount, currency = 'EUR' }) => toCoins(amount, decimalsOf(currency)),
  }),
  define({
    name: 'fromCents',
    cost: INTL_COST,
    params: { cents: 'number', currency: 'text?' },
    returns: 'number',
    summary: 'An amount out of its smallest coin.',
    examples: [{ expression: '1999.fromCents()', result: 19.99 }],
    run: ({ cents, currency = 'EUR' }) => Number(`${Math.round(cents)}e-${decimalsOf(currency)}`),
  }),
  define({
    name: 'splitMoney',
    cost: INTL_COST,
    params: { amount: 'number', parts: 'number', currency: 'text?' },
    returns: 'list',
    summary: 'Divided into equal parts whose sum is the amount to the coin.',
    examples: [{ expression: '10.splitMoney(3)', result: [3.34, 3.33, 3.33] }],
    run: ({ amount, parts, currency = 'EUR' }, budget) => {
      if (!Number.isInteger(parts) || parts < 1) throw new ExpressionError('failed', 'An amount is divided into a whole number of parts.')
      budget.claimItems(parts)
      const digits = decimalsOf(currency)
      const coins = toCoins(amount, digits)
      const each = Math.trunc(coins / parts)
      const left = Math.abs(coins - each * parts)
      return Array.from({ length: parts }, (_, index) => Number(`${each + (index < left ? Math.sign(coins) : 0)}e-${digits}`))
    },
  }),
  define({
    name: 'addPercent',
    params: { amount: 'number', percent: 'number' },
    returns: 'number',
    summary: 'With a percentage on top, such as tax, rounded to cents.',
    examples: [{ expression: '100.addPercent(19)', result: 119 }],
    run: ({ amount, percent }) => roundDecimal(finite(clean(amount * (1 + percent / 100))), 2, 'half-up'),
  }),
  define({
    name: 'withoutPercent',
    params: { amount: 'number', percent: 'number' },
    returns: 'number',
    summary: 'What it was before a percentage came on top, rounded to cents.',
    examples: [{ expression: '119.withoutPercent(19)', result: 100 }],
    run: ({ amount, percent }) => roundDecimal(finite(clean(amount / (1 + percent / 100))), 2, 'half-up'),
  }),
]

function clean(value: number): number {
  return Number(value.toPrecision(15))
}

function toCoins(amount: number, digits: number): number {
  const coins = roundDecimal(amount, digits, 'half-up') * 10 ** digits
  if (!(Math.abs(coins) <= Number.MAX_SAFE_INTEGER)) throw new ExpressionError('failed', 'The amount is too large to be counted in coins.')
  return Math.round(coins)
}

function roundingOf(text: string): Rounding {
  if (text === 'half-up' || text === 'half-even') return text
  throw new ExpressionError('failed', 'Rounding is "half-up" or "half-even".')
}

function decimalsOf(currency: string): number {
  const digits = inLocale('en', (tag) => String(numberFormat(tag, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits))
  return Number(digits)
}
