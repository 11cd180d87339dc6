import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { Name, stateIn } from './fields'

export const increment = defineAction({
  id: 'increment',
  version: 1,
  title: 'Count up',
  summary: 'Adds to a number that this flow keeps. Parallel runs each get a number of their own.',
  sentence: 'Add {{by}} to {{key}}',
  keywords: ['state', 'counter', 'number', 'sequence', 'increment', 'add', 'total', 'next'],
  icon: 'list-plus',
  effect: 'keyed',
  rehearses: true,
  input: z.object({
    key: Name,
    by: z.number().default(1).meta({ title: 'Add', hint: 'a number below zero takes away', control: 'number', placeholder: '1' }),
  }),
  output: z.object({
    value: z.number().meta({ title: 'Number' }),
    before: z.number().meta({ title: 'Number before', description: '0 when nothing was kept.' }),
  }),
  examples: [{ input: { key: 'last-number', by: 1 }, output: { value: 2042, before: 2041 } }],
  async run({ input, use }) {
    const { before, after } = await stateIn(use).change(input.key, { do: 'increment', by: input.by })
    return { value: after ?? null, before: before ?? 0 }
  },
})
