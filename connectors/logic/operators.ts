import { z } from 'zod'

/** How two values are compared, in the words that stand between them: “Total over 1,000”. */
export const OPERATORS = {
  equals: 'equal to',
  differs: 'different from',
  over: 'over',
  atLeast: 'at least',
  under: 'under',
  atMost: 'at most',
  contains: 'containing',
  lacks: 'not containing',
  startsWith: 'starting with',
  endsWith: 'ending with',
  present: 'filled in',
  empty: 'empty',
  true: 'true',
  false: 'false',
} as const

export type Operator = keyof typeof OPERATORS

/** These look at the left side alone. */
export const ONE_SIDED: readonly Operator[] = ['present', 'empty', 'true', 'false']

const names = Object.keys(OPERATORS) as [Operator, ...Operator[]] // Object.keys forgets the key type

export const OperatorSchema = z.enum(names)

export const TWO_SIDED: readonly Operator[] = names.filter((name) => !ONE_SIDED.includes(name))
