import { z } from 'zod'
import type { HttpResponse } from '@/flow/define/capabilities'
import { defineTrigger, type Poll } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { recordOf, textPairs } from '../pairs'
import { digestOf } from '../poll/digest'
import { pollFields } from '../poll/fields'
import { newItems } from '../poll/new-items'
import { Value } from '../value'
import { failureOf } from './failure'

const MOST_LISTED = 5_000
const LONGEST_KEY = 300

const WatchInput = z.object({
  url: z.string().trim().min(1, 'Enter the address to look at.').max(8_000).meta({
    title: 'URL',
    placeholder: 'https://api.example.com/orders',
    resolve: 'literal',
  }),
  watch: z
    .enum(['items', 'change'])
    .default('items')
    .meta({
      title: 'Starts with',
      control: 'select',
      options: { items: 'each new entry', change: 'any change' },
      resolve: 'literal',
    }),
  path: z.string().trim().max(200).default('').meta({
    title: 'Where it is in the answer',
    hint: 'optional',
    placeholder: 'data.orders',
    description: 'The path of the list, or of what has to change. Left empty: the whole answer.',
    resolve: 'literal',
  }),
  id: z
    .string()
    .trim()
    .max(200)
    .default('id')
    .meta({
      title: 'What tells entries apart',
      placeholder: 'id',
      description: 'The path of a field in each entry. Add a field such as updatedAt after a comma, and a changed entry counts as new.',
      showIf: { param: 'watch', in: ['items'] },
      resolve: 'literal',
    }),
  headers: textPairs({ title: 'Headers', hint: 'optional', advanced: true, resolve: 'literal' }),
  ...pollFields,
})

type Input = z.output<typeof WatchInput>

export const watch = defineTrigger({
  id: 'watch',
  version: 1,
  source: 'poll',
  title: 'Watch a URL',
  summary: 'Looks at a web address from time to time and starts with what is new.',
  sentence: 'Every {{minutes}} minutes, look at {{url}} for {{watch}}',
  keywords: ['poll', 'polling', 'api', 'check', 'new', 'changed', 'page', 'monitor', 'list', 'json', 'rest'],
  icon: 'eye',
  input: WatchInput,
  output: z.object({
    item: Value.meta({ title: 'Entry', description: 'The new entry, or what changed.' }),
    url: z.string().meta({ title: 'URL' }),
  }),
  examples: [
    {
      input: { url: 'https://api.example.com/orders', path: 'orders', id: 'id' },
      output: { item: { id: 'ord_8f2c', total: 4280 }, url: 'https://api.example.com/orders' },
    },
  ],
  async poll(look) {
    const { input, use } = look
    const response = await use.http.send({ method: 'GET', url: input.url, headers: recordOf(input.headers) })
    if (response.status >= 400) throw failureOf(response, 'read')
    return input.watch === 'items' ? listed(look, response) : changed(look, response)
  },
})

type Look = Parameters<Poll<Input>>[0]

function listed({ input, ...look }: Look, { body }: HttpResponse) {
  const list = at(body, input.path)
  const where = input.path === '' ? 'The answer' : `“${input.path}” in the answer`
  if (!Array.isArray(list)) throw unfit(`${where} is no list.`, 'Check the path, or watch for any change.')
  if (list.length > MOST_LISTED) {
    throw unfit(
      `${where} has more than ${MOST_LISTED.toLocaleString('en')} entries.`,
      'Ask for the newest ones only, if the service can do that.',
    )
  }
  const items = list.map((item) => ({ key: keyOf(item, input.id), value: { item, url: input.url } }))
  return newItems({ ...look, items })
}

const ChangeState = z.object({ digest: z.string(), changes: z.number() })

async function changed({ input, state, onlyRemember, use }: Look, { body }: HttpResponse) {
  const item = at(body, input.path)
  if (item === undefined) throw unfit(`There is no “${input.path}” in the answer.`, 'Check the path.')
  const file = isJsonObject(item) && isJsonObject(item.$file) ? await use.files.read(item as Parameters<typeof use.files.read>[0]) : null
  const digest = await digestOf(file ?? JSON.stringify(item))
  const before = ChangeState.safeParse(state)
  if (before.success && before.data.digest === digest) return { items: [], state: before.data }
  // Whoever begins anew counts on from now: a delivery of the same name would be one of before.
  const changes = (before.success ? before.data.changes : use.clock.now().getTime()) + 1
  const items = onlyRemember ? [] : [{ key: `${changes} ${digest}`, value: { item, url: input.url } }]
  return { items, state: { digest, changes } }
}

function keyOf(item: Json, fields: string): string {
  const parts = fields.split(',').map((field) => {
    const value = field.trim() === '' ? item : at(item, field.trim())
    if (typeof value === 'string' || typeof value === 'number') return String(value)
    throw unfit(`An entry has no text or number at “${field.trim()}”.`, 'Name the field that tells entries apart.')
  })
  return parts.join(' ').slice(0, LONGEST_KEY)
}

function at(value: Json, path: string): Json | undefined {
  let found: Json | undefined = value
  for (const part of path === '' ? [] : path.split('.')) {
    if (Array.isArray(found)) found = /^\d{1,6}$/.test(part) ? found[Number(part)] : undefined
    else found = isJsonObject(found) ? own(found, part) : undefined
  }
  return found
}

function own(record: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

function unfit(message: string, hint: string): NodeError {
  return new NodeError('watch_answer', message, { retry: false, hint })
}
