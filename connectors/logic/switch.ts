import { z } from 'zod'
import { defineAction, toPort } from '@/flow/define/define'
import { Value } from '../value'
import { judge, OperatorField, RightField } from './rule'

const OTHERWISE = { id: 'otherwise', label: 'otherwise' }

const CaseSchema = z.object({
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/)
    .meta({ resolve: 'literal' }),
  label: z.string().max(100).meta({ title: 'Name of the way', placeholder: 'Germany', resolve: 'literal' }),
  operator: OperatorField,
  right: RightField,
})

export const switchNode = defineAction({
  id: 'switch',
  version: 1,
  title: 'Switch',
  summary: 'Goes one of several ways, the first whose rule fits.',
  sentence: 'Which way for {{value}}?',
  keywords: ['case', 'route', 'router', 'branches', 'paths', 'several', 'depending', 'match', 'sort'],
  icon: 'signpost',
  effect: 'none',
  input: z.object({
    value: Value.meta({ title: 'Look at', placeholder: 'Pick data', control: 'text' }),
    cases: z
      .array(CaseSchema)
      .min(1, 'Add at least one way.')
      .max(50)
      .meta({ title: 'Ways', control: 'cases', description: 'The first that fits is taken; if none does, “otherwise”.' }),
  }),
  output: z.object({
    way: z.string().meta({ title: 'The way taken' }),
    because: z.string().meta({ title: 'Why' }),
  }),
  ports: { fromParam: 'cases', otherwise: OTHERWISE },
  examples: [
    {
      input: {
        value: 'DE',
        cases: [
          { id: 'de', label: 'Germany', operator: 'equals', right: 'DE' },
          { id: 'fr', label: 'France', operator: 'equals', right: 'FR' },
        ],
      },
      output: { way: 'Germany', because: '“DE” equal to “DE”' },
    },
    {
      input: { value: 12, cases: [{ id: 'big', label: 'Big', operator: 'over', right: 1000 }] },
      output: { way: 'otherwise', because: 'No way fits 12.' },
    },
  ],
  run(context) {
    const { input } = context
    const zone = () => context.use.clock.zone
    for (const { id, label, operator, right } of input.cases) {
      const { holds, because } = judge({ left: input.value, operator, right }, zone)
      if (holds) return toPort(id, { way: label, because })
    }
    return toPort(OTHERWISE.id, { way: OTHERWISE.label, because: `No way fits ${JSON.stringify(input.value)}.` })
  },
})
