import { z } from 'zod'
import { awaitCallback, defineAction, type Outcome, toPort } from '@/flow/define/define'
import { isJsonObject, type Json } from '@/flow/json'
import { deadlineFields, deadlineOf } from '../deadline'
import { Value } from '../value'

export const waitForCallback = defineAction({
  id: 'wait-for-callback',
  version: 1,
  title: 'Wait for a callback',
  summary: 'Pauses until somebody sends an answer to a callback link, at no cost.',
  sentence: 'Wait for an answer[, {{amount}} {{unit}} at most]',
  keywords: ['webhook', 'resume', 'continue', 'external', 'answer', 'async', 'job', 'done', 'url', 'link', 'pause'],
  icon: 'hourglass',
  effect: 'none',
  waits: true,
  input: z.object({
    link: z.string().min(1, 'Pick the link to wait for.').max(1_000).meta({
      title: 'Link',
      placeholder: 'Pick a link',
      description: 'Of an earlier “Make a callback link”. What came before this step is taken at once.',
    }),
    ...deadlineFields({ title: 'Waits at most', description: 'Then the flow takes the way “too late”.' }),
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
    return awaitCallback(
      id,
      deadlineOf(input, () => use.clock.now()),
    )
  },
  resume: (_, result) => wayOf(result),
})

function wayOf(result: Json): Outcome {
  if (isJsonObject(result) && result.received === true) return toPort('received', result)
  return toPort('late', { received: false, body: null, query: {}, at: null })
}
