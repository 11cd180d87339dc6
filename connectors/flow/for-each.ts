import { z } from 'zod'
import { defineContainer } from '@/flow/define/define'
import { Value } from '../value'

export const forEach = defineContainer({
  id: 'for-each',
  version: 1,
  container: 'for-each',
  title: 'For each',
  summary: 'Runs the steps inside it once for every item of a list.',
  sentence: 'For each of {{items}}[, {{concurrency}} at a time]',
  keywords: ['loop', 'iterate', 'repeat', 'list', 'items', 'every', 'rows', 'lines', 'batch', 'map'],
  icon: 'repeat',
  input: z.object({
    items: z.array(Value).max(1_000_000).meta({
      title: 'Items',
      hint: 'a list',
      placeholder: 'Pick a list',
      control: 'json',
    }),
    concurrency: z.number().int().min(1).max(100).default(1).meta({
      title: 'At a time',
      description: 'How many items are worked on at once. 1 keeps their order.',
      control: 'number',
      resolve: 'literal',
    }),
    collect: Value.default(null).meta({
      title: 'Collect from each item',
      hint: 'optional',
      placeholder: 'Pick data of a step inside',
      description: 'What each item leaves behind; later steps get all of it as a list.',
      control: 'text',
      resolve: 'iteration',
    }),
  }),
  output: z.array(Value.meta({ likeParam: 'collect' })).meta({ title: 'What was collected, in order' }),
  examples: [
    { input: { items: [{ sku: 'A-1' }, { sku: 'B-2' }], concurrency: 1, collect: null }, output: [{ sku: 'A-1' }, { sku: 'B-2' }] },
  ],
})
