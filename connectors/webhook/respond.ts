import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { recordOf, textPairs } from '../pairs'
import { Value } from '../value'

export const respond = defineAction({
  id: 'respond',
  version: 1,
  title: 'Respond to webhook',
  summary: 'Answers the caller who waits; the flow goes on afterwards.',
  sentence: 'Answer {{status}} with {{body}}',
  keywords: ['reply', 'answer', 'return', 'response', 'http', 'api', 'result', 'output'],
  icon: 'reply',
  account: 'none',
  effect: 'none', // the answer is a field of the run, set once: repeating it after a crash changes nothing
  input: z.object({
    status: z.number().int().min(200).max(599).default(200).meta({ title: 'Status', control: 'number', placeholder: '200' }),
    body: Value.default('').meta({
      title: 'Body',
      hint: 'text, or data sent as JSON',
      placeholder: 'Type or pick data',
      control: 'json',
    }),
    headers: textPairs({ title: 'Headers', hint: 'optional', advanced: true }),
  }),
  output: z.object({
    delivered: z.boolean().meta({ title: 'Somebody was waiting', description: 'False when the caller had already been answered.' }),
  }),
  examples: [{ input: { status: 201, body: { id: 'BILL-2041' } }, output: { delivered: true } }],
  async run({ input, use }) {
    const { delivered } = await use.reply.send({ status: input.status, headers: recordOf(input.headers), body: input.body })
    return { delivered }
  },
})
