import superjson from 'superjson'
import { expect, test } from 'vitest'
import { wire } from './wire'

const sent = (written: unknown) => JSON.parse(JSON.stringify(written))
const then = new Date('2026-03-04T05:06:07.089Z')

test.each<[string, unknown]>([
  ['plain', { id: 'a', list: [1, 'two', null, { three: true }] }],
  ['nothing', undefined],
  ['null', null],
  ['a date', then],
  [
    'dates deep within',
    {
      runs: [
        { at: then, until: null },
        { at: null, steps: { one: { at: then } } },
      ],
    },
  ],
  ['what is not there', { items: [undefined, 1], next: undefined }],
  ['names with signs in them', { 'a.b': { 'c\\': then, 'd\\.e': undefined, '': then, 'f\ng': then } }],
  ['numbers JSON has no words for', [Number.NaN, Number.POSITIVE_INFINITY, -0, 12n]],
  ['maps and sets', { byId: new Map([['a', { at: then, of: new Set([then, 'x']) }]]), set: new Set() }],
  ['the same twice', [{ at: then }, then, [then]]],
])('%s is read as the server wrote it', (_, value) => {
  expect(wire.deserialize(sent(superjson.serialize(value)))).toStrictEqual(superjson.deserialize(sent(superjson.serialize(value))))
  expect(wire.deserialize(sent(superjson.serialize(value)))).toStrictEqual(value)
})

test.each<[string, unknown]>([
  ['plain', { id: 'a', list: [1, 'two', null, { three: true }] }],
  ['nothing', undefined],
  ['dates', { since: then, 'be.fore\\': [{ at: then }] }],
])('the server reads %s as it was sent', (_, value) => {
  expect(superjson.deserialize(sent(wire.serialize(value)))).toStrictEqual(value)
})

test('what cannot be read is said', () => {
  expect(() => wire.deserialize(sent(superjson.serialize({ at: new URL('http://kaos.test') })))).toThrow('The server answered with a URL')
})
