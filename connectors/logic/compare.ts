import { NodeError } from '@/flow/define/node-error'
import { isJsonObject, type Json } from '@/flow/json'
import { OPERATORS, type Operator } from './operators'
import { instantsOf, isEmpty, numberOf, shown, textOf } from './reading'

type Zone = () => string

/**
 * Compares as a person would: `"1000"` typed into a form equals the number 1000, dates compare as points in time,
 * text without regard to case only where one contains the other. What can't be put in order is an error, not false.
 * `zone`: where the flow is.
 */
export function compare(left: Json, operator: Operator, right: Json, zone: Zone): boolean {
  switch (operator) {
    case 'equals':
      return same(left, right, zone)
    case 'differs':
      return !same(left, right, zone)
    case 'over':
      return order(left, operator, right, zone) > 0
    case 'atLeast':
      return order(left, operator, right, zone) >= 0
    case 'under':
      return order(left, operator, right, zone) < 0
    case 'atMost':
      return order(left, operator, right, zone) <= 0
    case 'contains':
      return contains(left, right, zone)
    case 'lacks':
      return !contains(left, right, zone)
    case 'startsWith':
      return textOf(left).toLowerCase().startsWith(textOf(right).toLowerCase())
    case 'endsWith':
      return textOf(left).toLowerCase().endsWith(textOf(right).toLowerCase())
    case 'present':
      return !isEmpty(left)
    case 'empty':
      return isEmpty(left)
    case 'true':
      return truth(left)
    case 'false':
      return !truth(left)
  }
}

/** The comparison in words, for the node's foot and for errors: `4280 over 1000`. */
export function inWords(left: Json, operator: Operator, right: Json, oneSided: boolean): string {
  return oneSided ? `${shown(left)} is ${OPERATORS[operator]}` : `${shown(left)} ${OPERATORS[operator]} ${shown(right)}`
}

function same(left: Json, right: Json, zone: Zone): boolean {
  const numbers = both(left, right, numberOf)
  if (numbers) return numbers[0] === numbers[1] && digitsOf(left) === digitsOf(right)
  if (typeof left === 'boolean' || typeof right === 'boolean') return textOf(left) === textOf(right)
  const instants = instantsOf(left, right, zone)
  if (instants) return instants[0] === instants[1]
  return deepEqual(left, right)
}

/** A number too long to be one exactly, such as that of an account or a parcel: its digits. Null for any other. */
function digitsOf(value: Json): string | null {
  const text = textOf(value).trim()
  if (text.length > LONGEST) return text
  const [, sign, whole = '', decimals = ''] = /^([+-]?)0*(\d*)(?:\.(\d*?)0*)?$/.exec(text) ?? []
  if (sign === undefined) return Number.isFinite(numberOf(value)) ? null : text
  return whole.length + decimals.length > EXACT ? `${sign === '-' ? '-' : ''}${whole}.${decimals}` : null
}

/** So many digits every number keeps. */
const EXACT = 15
/** What is longer is compared as it is written. */
const LONGEST = 100

function deepEqual(left: Json, right: Json): boolean {
  if (left === right) return true
  if (Array.isArray(left) && Array.isArray(right))
    return left.length === right.length && left.every((item, at) => deepEqual(item, right[at] ?? null))
  if (!isJsonObject(left) || !isJsonObject(right)) return false
  const keys = Object.keys(left)
  if (keys.length !== Object.keys(right).length) return false
  return keys.every((key) => Object.hasOwn(right, key) && deepEqual(left[key] ?? null, right[key] ?? null))
}

function order(left: Json, operator: Operator, right: Json, zone: Zone): number {
  const pair = both(left, right, numberOf) ?? instantsOf(left, right, zone)
  if (pair) return pair[0] - pair[1]
  if (typeof left === 'string' && typeof right === 'string' && left !== '' && right !== '') return left.localeCompare(right, 'en')
  throw new NodeError('not_comparable', `Can’t tell whether ${shown(left)} is ${OPERATORS[operator]} ${shown(right)}.`, {
    retry: false,
    hint: 'Compare two numbers, two dates or two texts.',
  })
}

function both<T>(left: Json, right: Json, read: (value: Json) => T | null): [T, T] | null {
  const a = read(left)
  const b = read(right)
  return a === null || b === null ? null : [a, b]
}

function contains(whole: Json, part: Json, zone: Zone): boolean {
  if (Array.isArray(whole)) return whole.some((item) => same(item, part, zone))
  if (isJsonObject(whole)) return Object.hasOwn(whole, textOf(part))
  return textOf(whole).toLowerCase().includes(textOf(part).toLowerCase())
}

function truth(value: Json): boolean {
  if (typeof value === 'boolean') return value
  const text = textOf(value).trim().toLowerCase()
  if (['true', 'yes', '1'].includes(text)) return true
  if (['false', 'no', '0', ''].includes(text)) return false
  throw new NodeError('not_a_yes_or_no', `${shown(value)} is neither true nor false.`, {
    retry: false,
    hint: 'Map a value that is true or false, or compare it in another way.',
  })
}
