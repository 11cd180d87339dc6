import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { JsonObject } from '@/flow/json'
import { Value } from '../value'

export const set = defineAction({
  id: 'set',
  version: 1,
  title: 'Set fields',
  summary: 'Makes a new record from the fields you name.',
  sentence: 'Set {{fields}}',
  keywords: ['edit', 'assign', 'variable', 'map', 'build', 'object', 'record', 'rename', 'calculate', 'transform', 'values'],
  icon: 'list-plus',
  effect: 'none',
  input: z.object({
    fields: z
      .array(
        z.object({
          name: z.string().max(200).meta({ title: 'Name', placeholder: 'total', resolve: 'literal' }),
          value: Value.meta({ title: 'Value', placeholder: 'Type or pick data' }),
        }),
      )
      .max(500)
      .default([])
      .meta({ title: 'Fields', control: 'pairs' }),
  }),
  output: z.record(z.string(), Value).meta({ fieldsFrom: 'fields' }),
  examples: [
    {
      input: {
        fields: [
          { name: 'vendor', value: 'Hooli GmbH' },
          { name: 'total', value: 4280 },
        ],
      },
      output: { vendor: 'Hooli GmbH', total: 4280 },
    },
  ],
  run({ input }) {
    const record: JsonObject = {}
    for (const field of input.fields) {
      const name = field.name.trim()
      if (name === '') continue
      if (Object.hasOwn(record, name))
        throw new NodeError('field_twice', `The field “${name}” is set twice.`, { retry: false, hint: 'Rename or remove one of them.' })
      if (name === '__proto__')
        Object.defineProperty(record, name, { value: field.value, enumerable: true, configurable: true, writable: true })
      else record[name] = field.value
    }
    return record
  },
})
