import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { Json, JsonObject } from '@/flow/json'
import { Value } from '../value'
import { CALCULATIONS, type Calculation, calculate, names } from './calculate'
import { FieldList, FieldName, ItemsField, LooseField, namesOf } from './fields'
import { grouped } from './grouped'

const ResultSchema = z.object({
  field: FieldName.default(''),
  how: z.enum(names).default('sum').meta({ title: 'Calculation', control: 'select', options: CALCULATIONS, resolve: 'literal' }),
  name: z
    .string()
    .trim()
    .min(1, 'Name the result.')
    .max(200)
    .meta({ title: 'Name of the result', placeholder: 'name of the result', resolve: 'literal' }),
})

export const aggregate = defineAction({
  id: 'aggregate',
  version: 1,
  title: 'Summarise a list',
  summary: 'Sums, averages and counts over the items, also per group.',
  sentence: 'Work out {{results}} of {{items}}[ for each {{by}}]',
  keywords: [
    'aggregate',
    'sum',
    'total',
    'average',
    'mean',
    'min',
    'max',
    'count',
    'statistics',
    'add',
    'up',
    'calculate',
    'report',
    'pivot',
  ],
  icon: 'sigma',
  effect: 'none',
  input: z.object({
    items: ItemsField,
    results: z.array(ResultSchema).min(1, 'Add at least one result.').max(50).meta({
      title: 'Work out',
      description: 'Name a field of the item, such as total; empty means the item itself. Items without a value there are passed over.',
      control: 'rows',
      noun: 'result',
    }),
    by: FieldList.default([]).meta({ title: 'For each', hint: 'optional', control: 'rows', noun: 'field' }),
    loose: LooseField,
  }),
  output: z.object({
    results: z.record(z.string(), Value).meta({ title: 'Over all items' }),
    count: z.number().int().meta({ title: 'How many items' }),
    groups: z
      .array(
        z.object({
          name: z.string().meta({ title: 'Name' }),
          values: z.record(z.string(), Value).meta({ title: 'What its items share' }),
          count: z.number().int().meta({ title: 'How many items' }),
          results: z.record(z.string(), Value).meta({ title: 'Results' }),
        }),
      )
      .meta({ title: 'For each group' }),
  }),
  examples: [
    {
      input: {
        items: [
          { vendor: 'Hooli', total: 0.1 },
          { vendor: 'Globex', total: '20' },
          { vendor: 'Hooli', total: 0.2 },
        ],
        results: [
          { field: 'total', how: 'sum', name: 'sum' },
          { field: 'total', how: 'largest', name: 'largest' },
        ],
        by: [{ field: 'vendor' }],
      },
      output: {
        results: { sum: 20.3, largest: '20' },
        count: 3,
        groups: [
          { name: 'Hooli', values: { vendor: 'Hooli' }, count: 2, results: { sum: 0.3, largest: 0.2 } },
          { name: 'Globex', values: { vendor: 'Globex' }, count: 1, results: { sum: 20, largest: '20' } },
        ],
      },
    },
  ],
  run(context) {
    const { items, results, by, loose } = context.input
    const zone = () => context.use.clock.zone
    refuseNamesUsedTwice(results)
    const groups = by.length > 0 ? grouped(items, namesOf(by), loose) : []
    return {
      results: calculateAll(items, results, zone),
      count: items.length,
      groups: groups.map((group) => ({
        name: group.name,
        values: group.values,
        count: group.items.length,
        results: calculateAll(group.items, results, zone),
      })),
    }
  },
})

type Result = { field: string; how: Calculation; name: string }

function calculateAll(items: readonly Json[], results: readonly Result[], zone: () => string): JsonObject {
  return Object.fromEntries(results.map(({ field, how, name }) => [name, calculate(items, field, how, zone)]))
}

function refuseNamesUsedTwice(results: readonly Result[]) {
  const seen = new Set<string>()
  for (const { name } of results) {
    if (seen.has(name)) throw new NodeError('name_twice', `Two results are named “${name}”.`, { retry: false, hint: 'Rename one of them.' })
    seen.add(name)
  }
}
