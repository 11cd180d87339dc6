import { z } from 'zod'
import { defineContainer } from '@/flow/define/define'
import { Value } from '../value'

/** How often it goes through, unless somebody says otherwise. */
export const DEFAULT_PASSES = 100

export const repeat = defineContainer({
  id: 'repeat',
  version: 1,
  container: 'repeat',
  title: 'Repeat until',
  summary: 'Runs the steps inside it again and again, until a condition holds.',
  sentence: 'Repeat until {{until}}[, at most {{atMost}} times]',
  keywords: ['loop', 'while', 'do', 'poll', 'again', 'until', 'retry', 'pages', 'pagination', 'check'],
  icon: 'rotate-cw',
  input: z.object({
    until: z.union([z.boolean(), z.string()]).meta({
      title: 'Until',
      placeholder: "{{steps.check.status == 'done'}}",
      description: 'Looked at after every pass, with what the steps inside gave. The steps run once at least.',
      control: 'text',
      resolve: 'iteration',
    }),
    atMost: z.number().int().min(1).max(10_000).default(DEFAULT_PASSES).meta({
      title: 'At most',
      hint: 'times',
      description: 'If the condition has not come true by then, this step fails.',
      control: 'number',
      resolve: 'literal',
    }),
    collect: Value.default(null).meta({
      title: 'Keep from each pass',
      hint: 'optional',
      placeholder: 'Pick data of a step inside',
      description: 'The next pass finds it as “item”; after the last it is the result.',
      control: 'text',
      resolve: 'iteration',
    }),
    start: Value.default(null).meta({
      title: 'What the first pass finds',
      hint: 'optional',
      placeholder: 'The address of the first page, 0, …',
      control: 'text',
    }),
  }),
  output: z.object({
    result: Value.meta({ title: 'What the last pass kept', likeParam: 'collect' }),
    passes: z.number().int().meta({ title: 'Passes' }),
  }),
  examples: [{ input: { until: "{{steps.check.status == 'done'}}", atMost: 20 }, output: { result: null, passes: 3 } }],
})
