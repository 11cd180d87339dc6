import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'

export const stop = defineAction({
  id: 'stop',
  version: 1,
  title: 'Stop with an error',
  summary: 'Ends the run as failed, with a message for whoever looks at it.',
  sentence: 'Stop: {{message}}',
  keywords: ['fail', 'error', 'abort', 'end', 'throw', 'exit', 'raise', 'reject'],
  icon: 'octagon-x',
  effect: 'none',
  input: z.object({
    message: z.string().min(1, 'Say why the run stops.').max(2_000).meta({
      title: 'Message',
      placeholder: 'The invoice has no total.',
      control: 'textarea',
    }),
  }),
  output: z.never(),
  ports: { list: [] },
  examples: [],
  run({ input }) {
    throw new NodeError('stopped', input.message, { retry: false })
  },
})
