import { expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { kindOf, textOf, valueFrom } from './value-text'

it.each<Json>(['', 'a@acme.test', '12', 0, -1.5, true, false, ['a', 'b'], [], [1, 'a'], { a: [null] }, null])(
  'gives %j back as it was when nothing is changed',
  (value) => {
    expect(valueFrom(kindOf(value), textOf(value))).toEqual({ value })
  },
)

it('says what it can not read', () => {
  for (const text of ['', 'x', '1,000', '1e999'])
    expect(valueFrom('number', text)).toEqual({ error: 'Write a number, such as 1000 or 0.5.' })
  expect(valueFrom('data', '{a: 1}')).toEqual({ error: 'This is not valid JSON.' })
  expect(valueFrom('list', ' a \n\n b')).toEqual({ value: ['a', 'b'] })
})
