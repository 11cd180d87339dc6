import { z } from 'zod'
import { defineTrigger } from '@/flow/define/define'
import { Value } from '../value'
import { authenticationFields } from './authentication'

export const WEBHOOK_METHODS = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE', 'any'] as const

export const WebhookInput = z.object({
  method: z
    .enum(WEBHOOK_METHODS)
    .default('POST')
    .meta({
      title: 'Method',
      description: 'Other methods are answered with “405 Method not allowed”.',
      control: 'select',
      options: { POST: 'POST', GET: 'GET', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE', any: 'any' },
      resolve: 'literal',
    }),
  ...authenticationFields,
  answer: z
    .enum(['immediately', 'reply', 'end'])
    .default('immediately')
    .meta({
      title: 'Answer the caller',
      control: 'select',
      options: {
        immediately: 'at once',
        reply: 'when the flow answers',
        end: 'when the flow has finished',
      },
      description: '“When the flow answers” waits for a Respond step. After 30 seconds the caller gets a link to the answer instead.',
      resolve: 'literal',
    }),
  body: z
    .string()
    .max(10_000)
    .default('')
    .meta({
      title: 'Answer with',
      hint: 'optional',
      placeholder: 'Thank you, we have it.',
      description: 'Sent as text. Left empty, the caller gets the id of the run.',
      control: 'textarea',
      showIf: { param: 'answer', in: ['immediately'] },
      resolve: 'literal',
    }),
  dedupe: z
    .enum(['header', 'body'])
    .default('header')
    .meta({
      title: 'Recognise repeats by',
      description: 'Two calls with the same value there start one run, and get the same answer.',
      control: 'select',
      options: { header: 'a header', body: 'a field of the body' },
      showIf: { param: 'authentication', in: ['none', 'header', 'hmac', 'basic'] }, // Standard Webhooks have webhook-id
      advanced: true,
      resolve: 'literal',
    }),
  dedupeHeader: z
    .string()
    .max(100)
    .default('Idempotency-Key')
    .meta({
      title: 'Name of the header',
      description: 'Many services send one, such as X-GitHub-Delivery.',
      showIf: { param: 'dedupe', in: ['header'] },
      advanced: true,
      resolve: 'literal',
    }),
  dedupeField: z
    .string()
    .max(200)
    .default('id')
    .meta({
      title: 'Path of the field',
      placeholder: 'event.id',
      description: 'Signed with the rest of the body, so nobody can change it on the way.',
      showIf: { param: 'dedupe', in: ['body'] },
      advanced: true,
      resolve: 'literal',
    }),
})

export type WebhookConfig = z.output<typeof WebhookInput>

export const webhook = defineTrigger({
  id: 'webhook',
  version: 1,
  source: 'webhook',
  title: 'Webhook',
  summary: 'Starts when another system calls a URL.',
  sentence: 'When {{method}} is called, answer {{answer}}',
  keywords: ['http', 'url', 'callback', 'api', 'endpoint', 'receive', 'incoming', 'call', 'post', 'event'],
  icon: 'webhook',
  input: WebhookInput,
  account: 'optional',
  accountAt: 'webhook',
  accountIf: {
    param: 'authentication',
    in: ['header', 'hmac', 'standard', 'basic'],
    missing: 'Choose the secret that callers prove themselves with.',
  },
  output: z.object({
    method: z.string().meta({ title: 'Method' }),
    headers: z.record(z.string(), z.string()).meta({ title: 'Headers' }),
    query: z.record(z.string(), Value).meta({ title: 'Query parameters' }),
    body: Value.meta({ title: 'Body' }),
  }),
  examples: [
    {
      input: { method: 'POST', answer: 'immediately' },
      output: {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        query: {},
        body: { vendor: 'Hooli GmbH', total: 4280, currency: 'EUR' },
      },
    },
  ],
})
