import { expect, it } from 'vitest'
import { WebhookInput } from '@/connectors/trigger/webhook'
import type { Json, JsonObject } from '@/flow/json'
import { hookDeliveryOf } from './hook-delivery'

const key = (config: JsonObject, headers: Record<string, string>, body: Json = null) =>
  hookDeliveryOf(WebhookInput.parse(config), headers, body)

it('is what the named header says', () => {
  expect(key({}, { 'idempotency-key': 'a' })).toBe('a')
  expect(key({ dedupeHeader: ' X-GitHub-Delivery ' }, { 'x-github-delivery': 'g', 'idempotency-key': 'a' })).toBe('g')
  expect(key({}, {})).toBeUndefined()
  expect(key({}, { 'idempotency-key': '' })).toBeUndefined()
  for (const dedupeHeader of ['constructor', '__proto__', 'toString', '']) expect(key({ dedupeHeader }, {})).toBeUndefined()
})

it('is what the named field of the body says', () => {
  const at = (dedupeField: string, body: Json) => key({ dedupe: 'body', dedupeField }, { 'idempotency-key': 'header' }, body)
  expect(at('id', { id: 17 })).toBe('17')
  expect(at('event.id', { event: { id: 'e-1' } })).toBe('e-1')
  expect(at('events.1.id', { events: [{ id: 'a' }, { id: 'b' }] })).toBe('b')
  const none: [string, Json][] = [
    ['id', null],
    ['id', 'text'],
    ['id', { id: null }],
    ['id', { id: { id: 1 } }],
    ['id', { id: ['a'] }],
    ['id.length', { id: 'abc' }],
    ['length', ['a']],
    ['9', ['a']],
    ['constructor.name', {}],
    ['__proto__.x', {}],
    ['', { '': null }],
  ]
  for (const [path, body] of none) expect(at(path, body), path).toBeUndefined()
})

it('is webhook-id for Standard Webhooks, whatever else is there', () => {
  const config = { authentication: 'standard', dedupe: 'body', dedupeField: 'id' }
  expect(key(config, { 'webhook-id': 'msg_1', 'idempotency-key': 'a' }, { id: 'b' })).toBe('msg_1')
})

it('is short and plain, whatever the sender sends', () => {
  const keys = ['a\0b', '\ud800', 'ü', 'x'.repeat(501), `${'x'.repeat(501)}y`].map((id) => key({ dedupe: 'body' }, {}, { id }))
  for (const each of keys) expect(each).toMatch(/^[0-9a-f]{64}$/)
  expect(new Set(keys).size).toBe(keys.length)
})
