import { z } from 'zod'
import { awaitCallback, defineAction, type Outcome, toPort } from '@/flow/define/define'
import { isJsonObject, type Json } from '@/flow/json'
import { Value } from '../value'

const MS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 }

export const waitForCallback = defineAction({
  id: 'wait-for-callback',
  version: 1,
  title: 'Wait for a callback',
  summary: 'Pauses until somebody sends an answer to a callback link, at no cost.',
  sentence: 'Wait for an answer[, {{amount}} {{unit}} at most]',
  keywords: ['webhook', 'resume', 'continue', 'external', 'answer', 'async', 'job', 'done', 'url', 'link', 'pause'],
  icon: 'hourglass',
  effect: 'none',
  input: z.object({
    link: z.string().min(1, 'Pick the link to wait for.').max(1_000).meta({
      title: 'Link',
      placeholder: 'Pick a link',
      description: 'Of an earlier “Make a callback link”. What came before this step is taken at once.',
    }),
    deadline: z
      .enum(['none', 'after'])
      .default('none')
      .meta({ title: 'Deadline', control: 'select', options: { none: 'None', after: 'After a while' }, resolve: 'literal' }),
    amount: z
      .number()
      .positive()
      .max(10_000)
      .default(2)
      .meta({
        title: 'Waits at most',
        description: 'Then the flow takes the way “too late”.',
        showIf: { param: 'deadline', in: ['after'] },
      }),
    unit: z
      .enum(['minutes', 'hours', 'days'])
      .default('days')
      .meta({
        title: 'Unit',
        control: 'select',
        options: { minutes: 'minutes', hours: 'hours', days: 'days' },
        singular: { param: 'amount', options: { minutes: 'minute', hours: 'hour', days: 'day' } },
        showIf: { param: 'deadline', in: ['after'] },
        resolve: 'literal',
      }),
  }),
  output: z.object({
    received: z.boolean().meta({ title: 'Something came' }),
    body: Value.meta({ title: 'Body' }),
    query: z.record(z.string(), Value).meta({ title: 'Query parameters' }),
    at: z.string().nullable().meta({ title: 'When it came' }),
  }),
  ports: {
    list: [
      { id: 'received', label: 'Received' },
      { id: 'late', label: 'Too late' },
    ],
  },
  examples: [
    {
      input: { link: 'https://kaos.example/callbacks/wait/AZrk…' },
      output: { received: true, body: { state: 'done' }, query: {}, at: '2026-12-15T09:00:00.000Z' },
    },
  ],
  async run({ input, use }) {
    const { id, result } = await use.callbacks.find(input.link)
    if (result !== null) return wayOf(result)
    const wakeAt = input.deadline === 'none' ? null : new Date(use.clock.now().getTime() + input.amount * MS[input.unit])
    return awaitCallback(id, wakeAt)
  },
  resume: (_, result) => wayOf(result),
})

function wayOf(result: Json): Outcome {
  if (isJsonObject(result) && result.received === true) return toPort('received', result)
  return toPort('late', { received: false, body: null, query: {}, at: null })
}
