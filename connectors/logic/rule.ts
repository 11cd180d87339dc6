import { z } from 'zod'
import type { Json } from '@/flow/json'
import { Value } from '../value'
import { compare, inWords } from './compare'
import { ONE_SIDED, OPERATORS, type Operator, OperatorSchema, TWO_SIDED } from './operators'

export const OperatorField = OperatorSchema.default('equals').meta({
  title: 'Comparison',
  control: 'select',
  options: OPERATORS,
  resolve: 'literal',
})

export const RightField = Value.default('').meta({
  title: 'Compare with',
  placeholder: '1000',
  control: 'text',
  showIf: { param: 'operator', in: TWO_SIDED },
})

export const RuleSchema = z.object({
  left: Value.meta({ title: 'Value', placeholder: 'Pick data', control: 'text' }),
  operator: OperatorField,
  right: RightField,
})

export type Rule = { left: Json; operator: Operator; right: Json }

export type Finding = { holds: boolean; because: string }

/** `zone`: where the flow is. */
export function judge({ left, operator, right }: Rule, zone: () => string): Finding {
  const holds = compare(left, operator, right, zone)
  const words = inWords(left, operator, right, ONE_SIDED.includes(operator))
  return { holds, because: holds ? words : `not ${words}` }
}
