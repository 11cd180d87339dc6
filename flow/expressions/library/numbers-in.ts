import type { Json } from '@/flow/json'
import type { Budget } from '../budget'
import { ExpressionError } from '../expression-error'
import { phraseOf } from '../value'
import { valueAt } from './path'

export function numbersIn(list: Json[], field: string | undefined, budget: Budget): number[] {
  budget.claimItems(list.length)
  return list.map((entry, index) => {
    const value = field === undefined ? entry : valueAt(entry, field)
    if (typeof value === 'number') return value
    const what = field === undefined ? `Entry [${index}]` : `${field} of entry [${index}]`
    if (value === undefined) throw new ExpressionError('missing', `${what} is missing.`)
    throw new ExpressionError('type', `${what} is ${phraseOf(value)}, not a number.`, {
      hint: 'Turn text into numbers first: list.map(x, x.toNumber()).',
    })
  })
}
