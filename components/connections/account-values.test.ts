import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type JsonObject, JsonObjectSchema } from '@/flow/json'
import { fieldsOf } from '../canvas/form-fields'
import { isElsewhere, troublesOf } from './account-values'

const Mail = z.object({
  address: z.email().meta({ title: 'Address' }),
  name: z.string().default('').meta({ title: 'Sender name' }),
  host: z.string().default('').meta({ title: 'Server', target: true }),
  port: z.number().int().default(993).meta({ title: 'Port', control: 'number', target: true }),
  security: z.enum(['tls', 'none']).default('tls').meta({ title: 'Encryption', target: true }),
  password: z.string().default('').meta({ title: 'Password', secret: true }),
})
const schema = JsonObjectSchema.parse(z.toJSONSchema(Mail, { io: 'input' }))
const fields = fieldsOf(schema)
const nothing = new Set<string>()
const troubles = (values: JsonObject, kept: ReadonlySet<string> = nothing) => [...troublesOf(fields, schema, values, kept)]

describe('an account that is filled in', () => {
  it('says what is missing or wrong, by field', () => {
    expect(troubles({})).toEqual([['address', 'Address is missing.']])
    expect(troubles({ address: 'bills@acme.example', port: 'many' })).toEqual([['port', 'Port should be a whole number.']])
    expect(troubles({ address: 'bills@acme.example', password: '{{ not a mapping }}' })).toEqual([])
  })

  it('needs no secret anew that is kept', () => {
    const strict: JsonObject = { properties: { key: { type: 'string', minLength: 1, title: 'Key', secret: true } }, required: ['key'] }
    const only = fieldsOf(strict)
    expect([...troublesOf(only, strict, {}, nothing)]).toEqual([['key', 'Key is missing.']])
    expect([...troublesOf(only, strict, {}, new Set(['key']))]).toEqual([])
    expect([...troublesOf(only, strict, { key: '' }, new Set(['key']))]).toEqual([['key', 'Key is missing.']])
  })
})

describe('secrets go elsewhere', () => {
  const before = { address: 'bills@acme.example', host: 'imap.acme.example', port: 993 }

  it.each<[string, JsonObject, boolean]>([
    ['another host', { ...before, host: 'imap.evil.example' }, true],
    ['another port', { ...before, port: 143 }, true],
    ['less safely', { ...before, security: 'none' }, true],
    ['the usual port, left out', { address: before.address, host: before.host }, false],
    ['another sender', { ...before, name: 'Acme' }, false],
  ])('%s', (_what, now, elsewhere) => {
    expect(isElsewhere(fields, before, now)).toBe(elsewhere)
  })
})
