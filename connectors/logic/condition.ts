import { z } from 'zod'
import { defineAction, toPort } from '@/flow/define/define'
import { judge, RuleSchema } from './rule'

export const condition = defineAction({
  id: 'condition',
  version: 1,
  title: 'Condition',
  summary: 'Goes one way or the other, depending on the data.',
  sentence: 'Is {{rules}}?',
  keywords: ['if', 'else', 'branch', 'decide', 'check', 'compare', 'filter', 'when', 'only', 'yes', 'no'],
  effect: 'none',
  input: z.object({
    rules: z.array(RuleSchema).min(1, 'Add at least one rule.').max(50).meta({ title: 'Rule', control: 'rules', gap: 'something so' }),
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
    result: z.boolean().meta({ title: 'Yes or no' }),
    because: z.string().meta({ title: 'Why' }),
  }),
  ports: {
    list: [
      { id: 'yes', label: 'yes' },
      { id: 'no', label: 'no' },
    ],
  },
  examples: [
    {
      input: { rules: [{ left: 4280, operator: 'over', right: 1000 }], combine: 'all' },
      output: { result: true, because: '4280 over 1000' },
    },
    {
      input: { rules: [{ left: 'Hooli GmbH', operator: 'contains', right: 'Ltd' }], combine: 'all' },
      output: { result: false, because: 'not “Hooli GmbH” containing “Ltd”' },
    },
  ],
  run(context) {
    const { input } = context
    const zone = () => context.use.clock.zone
    const findings = input.rules.map((rule) => judge(rule, zone))
    const result = input.combine === 'all' ? findings.every(({ holds }) => holds) : findings.some(({ holds }) => holds)
    const telling = findings.filter(({ holds }) => holds === result)
    return toPort(result ? 'yes' : 'no', { result, because: telling.map(({ because }) => because).join(' and ') })
  },
})
