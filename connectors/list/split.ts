import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { Json } from '@/flow/json'
import { Value } from '../value'

const SEPARATORS = { line: /\r\n|\n|\r/, comma: ',', semicolon: ';', tab: '\t', space: /\s+/ }

const MOST_PARTS = 100_000

export const split = defineAction({
  id: 'split',
  version: 1,
  title: 'Split',
  summary: 'Cuts a list into batches or a text into a list.',
  sentence: 'Split[ {{items}} into batches of {{size}}][ {{items}} into {{parts}} parts][ {{text}} at each {{at}}]',
  keywords: ['batch', 'batches', 'chunk', 'parts', 'pages', 'divide', 'cut', 'separate', 'lines', 'csv', 'text', 'explode'],
  icon: 'scissors',
  effect: 'none',
  input: z.object({
    mode: z
      .enum(['size', 'parts', 'text'])
      .default('size')
      .meta({
        title: 'Split',
        control: 'select',
        options: { size: 'list into batches', parts: 'list into parts', text: 'text into a list' },
        resolve: 'literal',
      }),
    items: z
      .array(Value)
      .max(100_000)
      .nullable()
      .default(null)
      .meta({ title: 'List', placeholder: 'Pick a list', control: 'json', showIf: { param: 'mode', in: ['size', 'parts'] } }),
    size: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(100)
      .meta({
        title: 'Items in a batch',
        description: 'The last batch has what is left.',
        control: 'number',
        showIf: { param: 'mode', in: ['size'] },
      }),
    parts: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(2)
      .meta({
        title: 'How many parts',
        description: 'As equal as can be. No part is empty, so a short list makes fewer.',
        control: 'number',
        showIf: { param: 'mode', in: ['parts'] },
      }),
    text: z
      .string()
      .max(20_000_000)
      .default('')
      .meta({ title: 'Text', placeholder: 'Pick a text', control: 'textarea', showIf: { param: 'mode', in: ['text'] } }),
    at: z
      .enum(['line', 'comma', 'semicolon', 'tab', 'space', 'other'])
      .default('line')
      .meta({
        title: 'At each',
        control: 'select',
        options: { line: 'new line', comma: 'comma', semicolon: 'semicolon', tab: 'tab', space: 'space', other: 'something else' },
        showIf: { param: 'mode', in: ['text'] },
        resolve: 'literal',
      }),
    separator: z
      .string()
      .max(100)
      .default('')
      .meta({ title: 'Namely', placeholder: ' / ', control: 'text', showIf: { param: 'at', in: ['other'] }, resolve: 'literal' }),
    tidy: z
      .boolean()
      .default(true)
      .meta({
        title: 'Without outer spaces and empty parts',
        control: 'switch',
        showIf: { param: 'mode', in: ['text'] },
        resolve: 'literal',
      }),
  }),
  output: z.object({
    count: z.number().int().meta({ title: 'How many parts' }),
    parts: z.array(Value.meta({ listOf: 'items' })).meta({ title: 'Parts' }),
  }),
  examples: [
    { input: { mode: 'size', items: [1, 2, 3], size: 2 }, output: { count: 2, parts: [[1, 2], [3]] } },
    { input: { mode: 'parts', items: [1, 2, 3], parts: 2 }, output: { count: 2, parts: [[1, 2], [3]] } },
    { input: { mode: 'text', text: 'red, green,\n', at: 'comma' }, output: { count: 2, parts: ['red', 'green'] } },
  ],
  run({ input }) {
    const parts: Json[] = input.mode === 'text' ? textParts(input) : listParts(input)
    return { count: parts.length, parts }
  },
})

function listParts({ items, mode, size, parts }: { items: Json[] | null; mode: string; size: number; parts: number }): Json[][] {
  if (items === null)
    throw new NodeError('no_list', 'There is no list to split.', { retry: false, hint: 'Pick a list from an earlier step.' })
  return mode === 'size' ? batches(items, size) : equalParts(items, parts)
}

function batches(items: Json[], size: number): Json[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}

function equalParts(items: Json[], parts: number): Json[][] {
  const many = Math.min(parts, items.length)
  const start = (at: number) => Math.ceil((at * items.length) / many)
  return Array.from({ length: many }, (_, at) => items.slice(start(at), start(at + 1)))
}

type Cut = { text: string; at: keyof typeof SEPARATORS | 'other'; separator: string; tidy: boolean }

function textParts({ text, at, separator, tidy }: Cut): string[] {
  if (at === 'other' && separator === '')
    throw new NodeError('no_separator', 'It is not said where to split the text.', { retry: false, hint: 'Fill in “Namely”.' })
  const cut = text.split(at === 'other' ? separator : SEPARATORS[at], MOST_PARTS + 1)
  if (cut.length > MOST_PARTS)
    throw new NodeError('too_many_parts', `The text falls into more than ${MOST_PARTS.toLocaleString('en')} parts.`, {
      retry: false,
      hint: 'Split it at something rarer, or in several steps.',
    })
  return tidy ? cut.map((part) => part.trim()).filter((part) => part !== '') : cut
}
