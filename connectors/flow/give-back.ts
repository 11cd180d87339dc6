import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { Value } from '../value'

export const giveBack = defineAction({
  id: 'return',
  version: 1,
  title: 'Give back a result',
  summary: 'What the flow that called this one goes on with, once this run has ended.',
  sentence: 'Give back {{result}}',
  keywords: ['return', 'result', 'output', 'answer', 'sub-flow', 'subflow', 'respond', 'reply', 'caller'],
  icon: 'corner-up-left',
  effect: 'none', // a field of the run, set once: repeating it after a crash changes nothing
  input: z.object({
    result: Value.default(null).meta({
      title: 'Result',
      hint: 'text or data; the first one counts',
      placeholder: 'Type or pick data',
      control: 'json',
    }),
  }),
  output: z.object({
    delivered: z.boolean().meta({ title: 'It counts', description: 'False when nobody asked for one, or one was given already.' }),
  }),
  examples: [{ input: { result: { rating: 'A' } }, output: { delivered: true } }],
  async run({ input, use }) {
    const { delivered } = await use.reply.send({ status: 200, headers: {}, body: input.result })
    return { delivered }
  },
})
