import { z } from 'zod'
import type { HttpRequest } from '@/flow/define/capabilities'
import { defineAction, type Effect } from '@/flow/define/define'
import { recordOf, textPairs } from '../pairs'
import { Value } from '../value'
import { failureOf } from './failure'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] as const
const WITH_BODY = ['POST', 'PUT', 'PATCH', 'DELETE'] as const

const RequestInput = z.object({
  method: z
    .enum(METHODS)
    .default('GET')
    .meta({
      title: 'Method',
      control: 'select',
      options: { GET: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE', HEAD: 'HEAD' },
      resolve: 'literal',
    }),
  url: z.string().min(1, 'Enter the address to call.').max(8_000).meta({ title: 'URL', placeholder: 'https://api.example.com/orders' }),
  query: textPairs({ title: 'Query parameters', hint: 'optional' }),
  headers: textPairs({ title: 'Headers', hint: 'optional' }),
  send: z
    .enum(['nothing', 'json', 'form', 'text'])
    .default('nothing')
    .meta({
      title: 'Send',
      control: 'select',
      options: { nothing: 'nothing', json: 'JSON', form: 'a form', text: 'text' },
      showIf: { param: 'method', in: WITH_BODY },
      resolve: 'literal',
    }),
  json: Value.default({}).meta({
    title: 'JSON',
    control: 'json',
    placeholder: '{ "total": 4280 }',
    showIf: { param: 'send', in: ['json'] },
  }),
  form: textPairs({ title: 'Form fields', showIf: { param: 'send', in: ['form'] } }),
  text: z
    .string()
    .default('')
    .meta({ title: 'Text', control: 'textarea', showIf: { param: 'send', in: ['text'] } }),
  contentType: z
    .string()
    .default('text/plain; charset=utf-8')
    .meta({ title: 'Content type', showIf: { param: 'send', in: ['text'] } }),
  errorsAreOutput: z.boolean().default(false).meta({
    title: 'Go on when the service answers with an error',
    description: 'Statuses of 400 and above become the output instead of failing the step.',
    control: 'switch',
    advanced: true,
    resolve: 'literal',
  }),
  repeatable: z
    .boolean()
    .default(false)
    .meta({
      title: 'The service recognises repeats',
      description: 'Each request carries an Idempotency-Key. If the service honours it, a request cut short may safely be sent again.',
      control: 'switch',
      showIf: { param: 'method', in: ['POST', 'PATCH'] },
      advanced: true,
      resolve: 'literal',
    }),
  followRedirects: z.boolean().default(true).meta({ title: 'Follow redirects', control: 'switch', advanced: true, resolve: 'literal' }),
})

type Input = z.output<typeof RequestInput>

export const request = defineAction({
  id: 'request',
  version: 1,
  title: 'HTTP request',
  summary: 'Calls a web service and hands on its answer.',
  sentence: '{{method}} {{url}}',
  keywords: ['api', 'rest', 'web', 'call', 'fetch', 'url', 'post', 'get', 'curl', 'download', 'send', 'json', 'webhook'],
  effect: effectOf,
  retry: { attempts: 3, delayMs: 1_000, factor: 3 },
  input: RequestInput,
  output: z.object({
    status: z.number().int().meta({ title: 'Status' }),
    headers: z.record(z.string(), z.string()).meta({ title: 'Headers' }),
    body: Value.meta({ title: 'Body' }),
  }),
  examples: [
    {
      input: { method: 'GET', url: 'https://api.example.com/rates', query: [{ name: 'base', value: 'EUR' }] },
      output: { status: 200, headers: { 'content-type': 'application/json' }, body: { base: 'EUR', usd: 1.09 } },
    },
    {
      input: { method: 'POST', url: 'https://api.example.com/orders', send: 'json', json: { sku: 'A-1', amount: 2 } },
      output: { status: 201, headers: { 'content-type': 'application/json' }, body: { id: 'ord_8f2c' } },
    },
  ],
  async run({ input, use, idempotencyKey }) {
    const effect = effectOf(input)
    const headers = recordOf(input.headers)
    if (effect !== 'read' && !Object.keys(headers).some((name) => name.toLowerCase() === 'idempotency-key')) {
      headers['Idempotency-Key'] = idempotencyKey
    }
    const response = await use.http.send({
      method: input.method,
      url: input.url,
      headers,
      query: recordOf(input.query),
      body: bodyOf(input),
      followRedirects: input.followRedirects,
    })
    if (response.status >= 400 && !input.errorsAreOutput) throw failureOf(response, effect)
    return { status: response.status, headers: response.headers, body: response.body }
  },
})

/** PUT and DELETE may be repeated by the rules of HTTP; POST and PATCH only where the service says so. */
function effectOf({ method, repeatable }: Pick<Input, 'method' | 'repeatable'>): Effect {
  if (method === 'GET' || method === 'HEAD') return 'read'
  if (method === 'PUT' || method === 'DELETE') return 'keyed'
  return repeatable ? 'keyed' : 'unsafe'
}

function bodyOf(input: Input): HttpRequest['body'] {
  if (!WITH_BODY.some((method) => method === input.method)) return undefined
  switch (input.send) {
    case 'nothing':
      return undefined
    case 'json':
      return { json: input.json }
    case 'form':
      return { text: new URLSearchParams(recordOf(input.form)).toString(), contentType: 'application/x-www-form-urlencoded' }
    case 'text':
      return { text: input.text, contentType: input.contentType }
  }
}
