import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { Value } from '../value'
import { FieldName, ItemsField, valueIn } from './fields'
import { compareDown, comparePlaces, placesOf } from './order'

export const sort = defineAction({
  id: 'sort',
  version: 1,
  title: 'Sort a list',
  summary: 'Puts the items in order.',
  sentence: 'Sort {{items}}[ by {{by}}]',
  keywords: ['order', 'arrange', 'rank', 'ascending', 'descending', 'newest', 'oldest', 'largest', 'smallest', 'alphabetical', 'reverse'],
  icon: 'arrow-up-down',
  effect: 'none',
  input: z.object({
    items: ItemsField,
    by: z
      .array(
        z.object({
          field: FieldName.default(''),
          order: z
            .enum(['up', 'down'])
            .default('up')
            .meta({
              title: 'Order',
              control: 'select',
              options: { up: 'ascending', down: 'descending' },
              resolve: 'literal',
            }),
        }),
      )
      .max(20)
      .default([])
      .meta({
        title: 'Sort by',
        description:
          'Name a field of the item, such as total; empty means the item itself. The second field decides where the first is equal.',
        control: 'rows',
        noun: 'field',
      }),
  }),
  output: z.object({
    count: z.number().int().meta({ title: 'How many' }),
    items: z.array(Value.meta({ itemOf: 'items' })).meta({ title: 'In order', likeParam: 'items' }),
  }),
  examples: [
    {
      input: { items: [{ total: '90.50' }, { total: null }, { total: 4280 }], by: [{ field: 'total', order: 'down' }] },
      output: { count: 3, items: [{ total: 4280 }, { total: '90.50' }, { total: null }] },
    },
    { input: { items: ['Invoice 10', 'Invoice 9'], by: [] }, output: { count: 2, items: ['Invoice 9', 'Invoice 10'] } },
  ],
  run(context) {
    const { input } = context
    const zone = () => context.use.clock.zone
    const by = input.by.length > 0 ? input.by : [{ field: '', order: 'up' as const }]
    const keys = by.map(({ field, order }) => ({
      places: placesOf(
        input.items.map((item) => valueIn(item, field)),
        zone,
      ),
      compare: order === 'down' ? compareDown : comparePlaces,
    }))
    const sorted = input.items.map((item, at) => ({ item, at }))
    sorted.sort((a, b) => {
      for (const { places, compare } of keys) {
        const [mine, other] = [places[a.at], places[b.at]]
        const difference = mine && other ? compare(mine, other) : 0
        if (difference !== 0) return difference
      }
      return 0
    })
    return { count: sorted.length, items: sorted.map(({ item }) => item) }
  },
})
