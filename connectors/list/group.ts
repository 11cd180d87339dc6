import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { Value } from '../value'
import { FieldList, ItemsField, LooseField, namesOf } from './fields'
import { grouped } from './grouped'

export const group = defineAction({
  id: 'group',
  version: 1,
  title: 'Group a list',
  summary: 'Puts items with the same values together.',
  sentence: 'Group {{items}} by {{by}}',
  keywords: ['categorise', 'categorize', 'bucket', 'cluster', 'together', 'per', 'each', 'partition', 'pivot', 'collect'],
  icon: 'group',
  effect: 'none',
  input: z.object({
    items: ItemsField,
    by: FieldList.min(1, 'Name at least one field.').meta({
      title: 'Group by',
      description: 'Name a field of the item, such as vendor or address.city. Items without a value there are a group of their own.',
      control: 'rows',
      noun: 'field',
    }),
    loose: LooseField,
  }),
  output: z.object({
    count: z.number().int().meta({ title: 'How many groups' }),
    groups: z
      .array(
        z.object({
          name: z.string().meta({ title: 'Name' }),
          values: z.record(z.string(), Value).meta({ title: 'What its items share' }),
          count: z.number().int().meta({ title: 'How many items' }),
          items: z.array(Value.meta({ itemOf: 'items' })).meta({ title: 'Items', likeParam: 'items' }),
        }),
      )
      .meta({ title: 'Groups' }),
  }),
  examples: [
    {
      input: {
        items: [
          { vendor: 'Hooli', total: 10 },
          { vendor: 'Globex', total: 20 },
          { vendor: 'Hooli', total: 30 },
        ],
        by: [{ field: 'vendor' }],
      },
      output: {
        count: 2,
        groups: [
          {
            name: 'Hooli',
            values: { vendor: 'Hooli' },
            count: 2,
            items: [
              { vendor: 'Hooli', total: 10 },
              { vendor: 'Hooli', total: 30 },
            ],
          },
          { name: 'Globex', values: { vendor: 'Globex' }, count: 1, items: [{ vendor: 'Globex', total: 20 }] },
        ],
      },
    },
  ],
  run({ input }) {
    const groups = grouped(input.items, namesOf(input.by), input.loose)
    return {
      count: groups.length,
      groups: groups.map(({ name, values, items }) => ({ name, values, count: items.length, items })),
    }
  },
})
