import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import type { Json } from '@/flow/json'
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
    sendAs: z
      .enum(['auto', 'json', 'text', 'html', 'xml', 'nothing'])
      .default('auto')
      .meta({
        title: 'Send',
        control: 'select',
        options: { auto: 'what fits the body', json: 'JSON', text: 'text', html: 'HTML', xml: 'XML', nothing: 'nothing' },
        resolve: 'literal',
      }),
    body: Value.default('').meta({
      title: 'Body',
      hint: 'text, data, or a file',
      placeholder: 'Type or pick data',
      control: 'json',
      showIf: { param: 'sendAs', in: ['auto', 'json', 'text', 'html', 'xml'] },
    }),
    headers: textPairs({ title: 'Headers', hint: 'optional', advanced: true }),
  }),
  output: z.object({
    delivered: z.boolean().meta({ title: 'Somebody gets it', description: 'False when the caller had been answered already.' }),
    note: z.string().meta({ title: 'What became of it' }),
  }),
  examples: [{ input: { status: 201, body: { id: 'BILL-2041' } }, output: { delivered: true, note: 'The caller was waiting for it.' } }],
  async run({ input, use }) {
    const { body, type } = bodyOf(input)
    const headers = recordOf(input.headers)
    const named = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
    const { delivered, note } = await use.reply.send({
      status: input.status,
      headers: type === null || named ? headers : { ...headers, 'Content-Type': type },
      body,
    })
    return { delivered, note: note ?? '' }
  },
})

const TYPES = { json: 'application/json', text: 'text/plain', html: 'text/html', xml: 'application/xml' } as const

/** `auto`: data goes as JSON, text as text, a file as what it is. */
function bodyOf({ sendAs, body }: { sendAs: keyof typeof TYPES | 'auto' | 'nothing'; body: Json }): { body: Json; type: string | null } {
  if (sendAs === 'nothing') return { body: null, type: null }
  if (sendAs === 'auto') return { body, type: null }
  const type = `${TYPES[sendAs]}; charset=utf-8`
  if (sendAs === 'json') return { body: JSON.stringify(body), type }
  return { body: typeof body === 'string' ? body : JSON.stringify(body), type }
}
