import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { Value } from '../value'
import { Name, stateIn } from './fields'

export const get = defineAction({
  id: 'get',
  version: 1,
  title: 'Get a kept value',
  summary: 'Looks up what an earlier run of this flow kept.',
  sentence: 'Get {{key}}[, else {{otherwise}}]',
  keywords: ['state', 'memory', 'remember', 'recall', 'read', 'load', 'variable', 'store', 'last', 'previous'],
  icon: 'archive-restore',
  effect: 'read',
  input: z.object({
    key: Name,
    otherwise: Value.default(null).meta({ title: 'If there is none', hint: 'optional', placeholder: 'Type or pick data' }),
  }),
  output: z.object({
    value: Value.meta({ title: 'Value' }),
    found: z.boolean().meta({ title: 'Was kept' }),
  }),
  examples: [{ input: { key: 'last-number', otherwise: 0 }, output: { value: 2041, found: true } }],
  async run({ input, use }) {
    const value = await stateIn(use).get(input.key)
    return { value: value === undefined ? input.otherwise : value, found: value !== undefined }
  },
})
