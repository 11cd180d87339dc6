import { expect, it } from 'vitest'
import { z } from 'zod'
import type { JsonObject } from '../json'
import { mismatches } from './mismatches'

const schema = z.toJSONSchema(
  z.object({
    total: z.number(),
    state: z.enum(['paid', 'open']),
    lines: z.array(z.object({ name: z.string().nullable() })),
    extra: z.unknown(),
  }),
) as JsonObject // JSON Schema is JSON

it('says where data is not what it should be, in words', () => {
  expect(mismatches(schema, { total: 1, state: 'paid', lines: [{ name: null }], extra: [] })).toEqual([])
  expect(mismatches(schema, { total: '1', state: 'gone', lines: [{ name: 'a' }, { name: 2 }, {}], extra: 1 })).toEqual([
    { path: 'total', message: 'a number is expected, this is text' },
    { path: 'state', message: 'one of "paid", "open" is expected' },
    { path: 'lines[1].name', message: 'text or nothing is expected, this is a number' },
    { path: 'lines[2].name', message: 'is missing' },
  ])
  expect(mismatches(schema, 'text')).toEqual([{ path: '', message: 'a record is expected, this is text' }])
})

it('lets everything pass where nothing is said', () => {
  expect(mismatches({}, { a: [1] })).toEqual([])
})
