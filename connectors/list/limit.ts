import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { Value } from '../value'
import { ItemsField } from './fields'

export const limit = defineAction({
  id: 'limit',
  version: 1,
  title: 'Limit a list',
  summary: 'Takes the first or last few items.',
  sentence: 'Take the {{from}} {{amount}} of {{items}}',
  keywords: ['first', 'last', 'top', 'take', 'skip', 'offset', 'slice', 'page', 'head', 'tail', 'some', 'only'],
  icon: 'list-end',
  effect: 'none',
  input: z.object({
    items: ItemsField,
    from: z
      .enum(['first', 'last'])
      .default('first')
      .meta({ title: 'Take the', control: 'select', options: { first: 'first', last: 'last' }, resolve: 'literal' }),
    amount: z.number().int().min(0).max(100_000).default(10).meta({ title: 'How many', control: 'number' }),
    skip: z.number().int().min(0).max(100_000).default(0).meta({
      title: 'Leave out before',
      description: 'Passes over so many first, counted from the same end.',
      control: 'number',
    }),
  }),
  output: z.object({
    count: z.number().int().meta({ title: 'How many were taken' }),
    items: z.array(Value.meta({ itemOf: 'items' })).meta({ title: 'Taken', likeParam: 'items' }),
    more: z.number().int().meta({ title: 'How many are left beyond' }),
  }),
  examples: [
    { input: { items: ['a', 'b', 'c', 'd'], from: 'first', amount: 2, skip: 1 }, output: { count: 2, items: ['b', 'c'], more: 1 } },
    { input: { items: ['a', 'b', 'c', 'd'], from: 'last', amount: 2, skip: 0 }, output: { count: 2, items: ['c', 'd'], more: 2 } },
  ],
  run({ input: { items, from, amount, skip } }) {
    const near = Math.min(skip, items.length)
    const far = Math.min(skip + amount, items.length)
    const taken = from === 'first' ? items.slice(near, far) : items.slice(items.length - far, items.length - near)
    return { count: taken.length, items: taken, more: items.length - far }
  },
})
