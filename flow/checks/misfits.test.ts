import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { JsonObject } from '../json'
import { misfitsOf } from './misfits'

const schema = z.toJSONSchema(
  z.object({
    url: z.string().min(1).meta({ title: 'URL', placeholder: 'https://api.example.com' }),
    amount: z.number().min(1).max(9).default(1).meta({ title: 'How long' }),
    unit: z
      .enum(['h', 'd'])
      .default('h')
      .meta({ title: 'Unit', options: { h: 'hours', d: 'days' }, resolve: 'literal' }),
    pairs: z
      .array(z.object({ name: z.string().meta({ title: 'Name' }) }))
      .default([])
      .meta({ title: 'Headers' }),
    rules: z.array(z.unknown()).min(1).meta({ title: 'Rules' }),
    body: z
      .string()
      .min(1)
      .meta({ title: 'Body', showIf: { param: 'unit', in: ['d'] } }),
    pages: z.number().meta({ title: 'Pages', showIf: { param: 'body', in: ['b'] } }),
    either: z
      .union([z.number(), z.object({ a: z.string() })])
      .optional()
      .meta({ title: 'Either' }),
  }),
  { io: 'input' },
) as JsonObject // a JSON Schema is JSON

const right = { url: 'x', rules: [1] }

test('what fits has no misfit, defaults and hidden fields left out', () => {
  expect(misfitsOf(right, schema)).toEqual([])
  expect(misfitsOf({ ...right, amount: 9, unit: 'd', body: 'b', pages: 2, pairs: [{ name: '' }], either: { a: 'x' } }, schema)).toEqual([])
})

test('a field that hangs on a hidden one is hidden', () => {
  expect(misfitsOf({ ...right, body: 'b' }, schema)).toEqual([])
})

describe('missing', () => {
  test.each<[JsonObject, string, string]>([
    [{ rules: [1] }, 'url', 'URL is missing.'],
    [{ ...right, url: '' }, 'url', 'URL is missing.'],
    [{ ...right, rules: [] }, 'rules', 'Rules is missing.'],
    [{ ...right, unit: 'd' }, 'body', 'Body is missing.'],
    [{ ...right, pairs: [{ name: 'a' }, {}] }, 'pairs.1.name', 'Headers 2 ▸ Name is missing.'],
  ])('%j', (params, field, message) => {
    expect(misfitsOf(params, schema)).toMatchObject([{ code: 'missing-field', field, message }])
  })
})

describe('of the wrong type', () => {
  test.each<[JsonObject, string, string]>([
    [{ ...right, url: 5 }, 'url', 'URL should be text.'],
    [{ ...right, url: { path: '/etc/passwd' } }, 'url', 'URL should be text.'],
    [{ ...right, amount: '5' }, 'amount', 'How long should be a number.'],
    [{ ...right, pairs: {} }, 'pairs', 'Headers should be a list.'],
    [{ ...right, pairs: [{ name: [1] }] }, 'pairs.0.name', 'Headers 1 ▸ Name should be text.'],
    [{ ...right, amount: 'about {{ steps.a.n }}' }, 'amount', 'How long should be a number, but text around a mapping makes it text.'],
  ])('%j', (params, field, message) => {
    expect(misfitsOf(params, schema)).toMatchObject([{ code: 'wrong-type', field, message }])
  })
})

describe('invalid', () => {
  test.each<[JsonObject, string]>([
    [{ ...right, amount: 0 }, 'How long should be 1 or more.'],
    [{ ...right, amount: 10 }, 'How long should be 9 or less.'],
    [{ ...right, unit: 'years' }, 'Unit should be one of hours, days.'],
    [{ ...right, unit: '{{ steps.a.unit }}' }, 'Unit should be one of hours, days.'],
    [{ ...right, either: true }, 'Either is not one of the forms it can have.'],
  ])('%j', (params, message) => {
    expect(misfitsOf(params, schema)).toMatchObject([{ code: 'invalid-field', message }])
  })
})

test('a mapping is left to the run', () => {
  expect(misfitsOf({ url: '{{ steps.a.url }}', rules: '{{ steps.a.rules }}', amount: '{{ steps.a.n }}' }, schema)).toEqual([])
})

test('names of prototypes are not fields', () => {
  expect(misfitsOf(JSON.parse('{"url":"x","rules":[1],"__proto__":{"url":5},"constructor":1}'), schema)).toEqual([])
})
