import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { Value } from '../value'
import { FieldName, ItemsField, LooseField, valueIn } from './fields'
import { keyOf } from './key'

const MOST_ROWS = 100_000

type Row = { first: Json; second: Json }

export const join = defineAction({
  id: 'join',
  version: 1,
  title: 'Join two lists',
  summary: 'Brings together the items of two lists that belong together.',
  sentence: 'Join {{first}} with {{second}} by {{firstField}}[ and {{secondField}}]',
  keywords: ['merge', 'combine', 'match', 'lookup', 'vlookup', 'enrich', 'compare', 'inner', 'left', 'full', 'outer', 'reconcile'],
  icon: 'merge',
  effect: 'none',
  input: z.object({
    first: ItemsField.meta({ title: 'First list' }),
    firstField: FieldName.min(1, 'Name the field that says what belongs together.').meta({
      title: 'Field of the first list',
      placeholder: 'customerId',
    }),
    second: ItemsField.meta({ title: 'Second list' }),
    secondField: FieldName.default('').meta({
      title: 'Field of the second list',
      hint: 'if named differently',
      placeholder: 'customer.id',
    }),
    keep: z
      .enum(['inner', 'left', 'full'])
      .default('inner')
      .meta({
        title: 'Keep',
        description:
          'Each match is a row; an item with several matches has several rows. Items without a value in the field match nothing.',
        control: 'select',
        options: { inner: 'matches only', left: 'all of the first list', full: 'all of both lists' },
        resolve: 'literal',
      }),
    loose: LooseField,
  }),
  output: z.object({
    count: z.number().int().meta({ title: 'How many rows' }),
    rows: z
      .array(
        z.object({
          first: Value.meta({ title: 'Item of the first list', itemOf: 'first' }),
          second: Value.meta({ title: 'Item of the second list', itemOf: 'second' }),
        }),
      )
      .meta({ title: 'Rows' }),
    unmatched: z
      .object({
        first: z.number().int().meta({ title: 'In the first list' }),
        second: z.number().int().meta({ title: 'In the second list' }),
      })
      .meta({ title: 'How many match nothing' }),
  }),
  examples: [
    {
      input: {
        first: [
          { bill: 'B-1', vendorId: '7' },
          { bill: 'B-2', vendorId: '9' },
        ],
        firstField: 'vendorId',
        second: [{ id: 7, name: 'Hooli' }],
        secondField: 'id',
        keep: 'left',
      },
      output: {
        count: 2,
        rows: [
          { first: { bill: 'B-1', vendorId: '7' }, second: { id: 7, name: 'Hooli' } },
          { first: { bill: 'B-2', vendorId: '9' }, second: null },
        ],
        unmatched: { first: 1, second: 0 },
      },
    },
  ],
  run({ input }) {
    const { first, second, keep, loose } = input
    const secondField = input.secondField.trim() || input.firstField
    const waiting = byKey(second, secondField, loose)
    const met = new Set<string>()
    const rows: Row[] = []
    let alone = 0
    for (const item of first) {
      const key = keyOf([valueIn(item, input.firstField)], loose)
      const matches = key === null ? undefined : waiting.get(key)
      if (key !== null && matches) met.add(key)
      else alone++
      if (matches) add(rows, matches, (other) => ({ first: item, second: other }))
      else if (keep !== 'inner') add(rows, [item], () => ({ first: item, second: null }))
    }
    const rest = second.filter((item) => !met.has(keyOf([valueIn(item, secondField)], loose) ?? ''))
    if (keep === 'full') add(rows, rest, (other) => ({ first: null, second: other }))
    return { count: rows.length, rows, unmatched: { first: alone, second: rest.length } }
  },
})

function byKey(items: readonly Json[], field: string, loose: boolean): Map<string, Json[]> {
  const found = new Map<string, Json[]>()
  for (const item of items) {
    const key = keyOf([valueIn(item, field)], loose)
    if (key === null) continue
    const same = found.get(key)
    if (same) same.push(item)
    else found.set(key, [item])
  }
  return found
}

/** Two lists in which everything has the same key would make their product: said, before it fills the memory. */
function add(rows: Row[], items: readonly Json[], rowOf: (item: Json) => Row) {
  if (rows.length + items.length > MOST_ROWS)
    throw new NodeError('too_many_rows', `The two lists make more than ${MOST_ROWS.toLocaleString('en')} rows.`, {
      retry: false,
      hint: 'Join by a field that is different for each item, or remove duplicates first.',
    })
  for (const item of items) rows.push(rowOf(item))
}
