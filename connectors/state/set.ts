import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { Value } from '../value'
import { Name, stateIn } from './fields'

export const set = defineAction({
  id: 'set',
  version: 1,
  title: 'Keep a value',
  summary: 'Keeps a value for later runs of this flow.',
  sentence: 'Keep {{value}} as {{key}}',
  keywords: ['state', 'memory', 'remember', 'save', 'store', 'write', 'variable', 'last', 'checkpoint'],
  icon: 'archive',
  effect: 'keyed',
  rehearses: true,
  input: z.object({ key: Name, value: Value.meta({ title: 'Value', placeholder: 'Type or pick data' }) }),
  output: z.object({
    value: Value.meta({ title: 'Value' }),
    before: Value.meta({ title: 'Value before', description: 'Empty when nothing was kept.' }),
  }),
  examples: [{ input: { key: 'last-number', value: 2042 }, output: { value: 2042, before: 2041 } }],
  async run({ input, use }) {
    const value = input.value ?? null
    const { before } = await stateIn(use).change(input.key, { do: 'set', value })
    return { value, before: before ?? null }
  },
})
