import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { Value } from '../value'
import { Name, stateIn } from './fields'

export const append = defineAction({
  id: 'append',
  version: 1,
  title: 'Add to a kept list',
  summary: 'Adds an entry to a list that this flow keeps, and drops the oldest when it gets too long.',
  sentence: 'Add {{value}} to {{key}}',
  keywords: ['state', 'memory', 'list', 'push', 'collect', 'log', 'history', 'append', 'queue'],
  icon: 'list-end',
  effect: 'keyed',
  rehearses: true,
  input: z.object({
    key: Name,
    value: Value.meta({ title: 'Entry', placeholder: 'Type or pick data' }),
    most: z.number().int().min(1).max(10_000).default(100).meta({
      title: 'Keep the last',
      hint: 'entries',
      control: 'number',
      placeholder: '100',
    }),
  }),
  output: z.object({
    list: z.array(Value).meta({ title: 'List' }),
    count: z.number().int().meta({ title: 'Entries' }),
  }),
  examples: [{ input: { key: 'vendors', value: 'Hooli GmbH' }, output: { list: ['Initech', 'Hooli GmbH'], count: 2 } }],
  async run({ input, use }) {
    const { after } = await stateIn(use).change(input.key, { do: 'append', value: input.value ?? null, most: input.most })
    const list = Array.isArray(after) ? after : []
    return { list, count: list.length }
  },
})
