import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { Value } from '../value'
import { Name, stateIn } from './fields'

export const remove = defineAction({
  id: 'delete',
  version: 1,
  title: 'Forget a value',
  summary: 'Forgets what this flow keeps under a name.',
  sentence: 'Forget {{key}}',
  keywords: ['state', 'memory', 'delete', 'clear', 'remove', 'reset'],
  icon: 'archive-x',
  effect: 'keyed',
  rehearses: true,
  input: z.object({ key: Name }),
  output: z.object({
    deleted: z.boolean().meta({ title: 'Something was kept' }),
    before: Value.meta({ title: 'Value before' }),
  }),
  examples: [{ input: { key: 'last-number' }, output: { deleted: true, before: 2042 } }],
  async run({ input, use }) {
    const { before } = await stateIn(use).change(input.key, { do: 'delete' })
    return { deleted: before !== undefined, before: before ?? null }
  },
})
