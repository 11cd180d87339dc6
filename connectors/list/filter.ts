import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { compare } from '../logic/compare'
import type { Operator } from '../logic/operators'
import { isEmpty } from '../logic/reading'
import { OperatorField, RightField } from '../logic/rule'
import { Value } from '../value'
import { FieldName, ItemsField, valueIn } from './fields'

const RuleSchema = z.object({ field: FieldName.default(''), operator: OperatorField, right: RightField })

type Rule = z.infer<typeof RuleSchema>

const ORDERING: readonly Operator[] = ['over', 'atLeast', 'under', 'atMost']

export const filter = defineAction({
  id: 'filter',
  version: 1,
  title: 'Filter a list',
  summary: 'Keeps the items that fit your rules.',
  sentence: 'Keep of {{items}} those with {{rules}}',
  keywords: ['where', 'select', 'only', 'remove', 'exclude', 'search', 'find', 'items', 'rows', 'keep', 'reject'],
  icon: 'funnel',
  effect: 'none',
  input: z.object({
    items: ItemsField,
    rules: z.array(RuleSchema).min(1, 'Add at least one rule.').max(50).meta({
      title: 'Keep an item if',
      description: 'Name a field of the item, such as total or address.city; empty means the item itself. A missing field counts as empty.',
      control: 'rules',
    }),
    combine: z
      .enum(['all', 'any'])
      .default('all')
      .meta({
        title: 'With more than one rule',
        control: 'select',
        options: { all: 'all must be true', any: 'one is enough' },
        resolve: 'literal',
      }),
  }),
  output: z.object({
    count: z.number().int().meta({ title: 'How many are kept' }),
    items: z.array(Value.meta({ itemOf: 'items' })).meta({ title: 'Kept', likeParam: 'items' }),
    rest: z.array(Value.meta({ itemOf: 'items' })).meta({ title: 'Left out', likeParam: 'items' }),
  }),
  examples: [
    {
      input: {
        items: [
          { vendor: 'Hooli', total: 4280 },
          { vendor: 'Globex', total: '90.50' },
          { vendor: 'Initech', total: null },
        ],
        rules: [{ field: 'total', operator: 'over', right: 1000 }],
        combine: 'all',
      },
      output: {
        count: 1,
        items: [{ vendor: 'Hooli', total: 4280 }],
        rest: [
          { vendor: 'Globex', total: '90.50' },
          { vendor: 'Initech', total: null },
        ],
      },
    },
  ],
  run(context) {
    const { input } = context
    const zone = () => context.use.clock.zone
    const items: Json[] = []
    const rest: Json[] = []
    input.items.forEach((item, at) => {
      const fits = (rule: Rule) => holds(item, at, rule, zone)
      const kept = input.combine === 'all' ? input.rules.every(fits) : input.rules.some(fits)
      ;(kept ? items : rest).push(item)
    })
    return { count: items.length, items, rest }
  },
})

/** What is empty is neither over nor under anything; what else can't be compared is an error that names the item. */
function holds(item: Json, at: number, { field, operator, right }: Rule, zone: () => string): boolean {
  const value = valueIn(item, field)
  if (ORDERING.includes(operator) && isEmpty(value)) return false
  try {
    return compare(value, operator, right, zone)
  } catch (error) {
    if (!(error instanceof NodeError)) throw error
    throw new NodeError(error.code, `Item ${at + 1}: ${error.message}`, { retry: false, hint: error.hint })
  }
}
