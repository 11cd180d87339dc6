import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { Value } from '../value'
import { SecondsField } from './limits'

/** Of the process that evaluates: an expression has no memory of its own that could be told apart. */
const MEMORY_MB = 200

export const transform = defineAction({
  id: 'transform',
  version: 1,
  title: 'Transform',
  summary: 'Reshapes data with a JSONata expression.',
  sentence: 'Transform {{data}}',
  keywords: ['jsonata', 'json', 'map', 'reshape', 'convert', 'query', 'select', 'restructure', 'expression', 'jq', 'jmespath'],
  icon: 'braces',
  effect: 'none',
  input: z.object({
    data: Value.meta({ title: 'Data', placeholder: 'Pick data', control: 'json' }),
    expression: z.string().min(1, 'Write an expression').max(100_000).meta({
      title: 'Expression',
      description: 'In JSONata, on the data above: lines.net, $sum(lines.net), lines[net > 100].{"name": item}.',
      placeholder: '$sum(lines.net)',
      control: 'code',
      resolve: 'literal',
    }),
    seconds: SecondsField,
  }),
  output: Value.meta({ title: 'What the expression gave' }),
  examples: [
    {
      input: {
        data: {
          lines: [
            { item: 'Paper', net: 100 },
            { item: 'Pens', net: 20.5 },
          ],
        },
        expression: '{ "net": $sum(lines.net), "dear": lines[net > 50].item }',
      },
      output: { net: 120.5, dear: 'Paper' },
    },
  ],
  run({ input: { data, expression, seconds }, use }) {
    return use.compute.jsonata({ code: expression, input: data ?? null, seconds, memoryMb: MEMORY_MB })
  },
})
