import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import type { Json } from '@/flow/json'
import { Value } from '../value'
import { FieldList, ItemsField, LooseField, namesOf, valueIn } from './fields'
import { keyOf } from './key'

export const dedupe = defineAction({
  id: 'dedupe',
  version: 1,
  title: 'Remove duplicates',
  summary: 'Keeps one of the items that are the same.',
  sentence: 'Keep the {{keep}} of each[ {{by}}] in {{items}}',
  keywords: ['dedupe', 'deduplicate', 'duplicates', 'unique', 'distinct', 'double', 'once', 'same', 'repeated'],
  icon: 'copy-x',
  effect: 'none',
  input: z.object({
    items: ItemsField,
    by: FieldList.default([]).meta({
      title: 'Same if equal in',
      hint: 'optional',
      description: 'Fields such as email. Items with nothing in any of them are all kept. No fields: whole items are compared.',
      control: 'rows',
      noun: 'field',
    }),
    keep: z
      .enum(['first', 'last'])
      .default('first')
      .meta({ title: 'Keep', control: 'select', options: { first: 'first', last: 'last' }, resolve: 'literal' }),
    loose: LooseField,
  }),
  output: z.object({
    count: z.number().int().meta({ title: 'How many are kept' }),
    items: z.array(Value.meta({ itemOf: 'items' })).meta({ title: 'Kept', likeParam: 'items' }),
    removed: z.array(Value.meta({ itemOf: 'items' })).meta({ title: 'Removed', likeParam: 'items' }),
  }),
  examples: [
    {
      input: {
        items: [
          { email: 'ada@globex.com', at: 1 },
          { email: 'alan@globex.com', at: 2 },
          { email: 'ada@globex.com', at: 3 },
        ],
        by: [{ field: 'email' }],
        keep: 'last',
      },
      output: {
        count: 2,
        items: [
          { email: 'alan@globex.com', at: 2 },
          { email: 'ada@globex.com', at: 3 },
        ],
        removed: [{ email: 'ada@globex.com', at: 1 }],
      },
    },
  ],
  run({ input }) {
    const by = namesOf(input.by)
    const chosen = new Map<string, number>()
    const keys = input.items.map((item) =>
      by.length > 0
        ? keyOf(
            by.map((name) => valueIn(item, name)),
            input.loose,
          )
        : wholeKey(item, input.loose),
    )
    keys.forEach((key, at) => {
      if (key !== null && (input.keep === 'last' || !chosen.has(key))) chosen.set(key, at)
    })
    const items: Json[] = []
    const removed: Json[] = []
    input.items.forEach((item, at) => {
      const key = keys[at] ?? null
      ;(key === null || chosen.get(key) === at ? items : removed).push(item)
    })
    return { count: items.length, items, removed }
  },
})

/** Compared as a whole, an empty item is a duplicate of another that is empty in the same way. */
function wholeKey(item: Json, loose: boolean): string {
  return keyOf([item], loose) ?? `empty ${JSON.stringify(item)}`
}
