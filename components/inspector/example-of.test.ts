import { expect, it } from 'vitest'
import { emptyScope } from '@/flow/expressions/testing'
import { exampleOf } from './example-of'

const scope = emptyScope({ trigger: { vendor: 'Hooli', lines: [{ net: 7 }] } })
const record = { output: { type: 'object', fieldsFrom: 'fields' }, examples: [{ input: {}, output: { total: 1 } }] }
const sort = {
  output: { type: 'object', properties: { count: { type: 'integer' }, items: { type: 'array', likeParam: 'items' } } },
  examples: [{ input: {}, output: { count: 2, items: ['a', 'b'] } }],
}

it('a record has the fields it is set up with', () => {
  const fields = [
    { name: 'who', value: '{{ trigger.vendor }}' },
    { name: 'when', value: '{{ trigger.gone }}' },
    { name: '', value: 1 },
  ]
  expect(exampleOf(record, { fields })?.(scope)).toEqual({ who: 'Hooli', when: null })
})

it('a list is the one it is made of', () => {
  expect(exampleOf(sort, { items: '{{ trigger.lines }}' })?.(scope)).toEqual({ count: 2, items: [{ net: 7 }] })
})

it('otherwise the app says what it is like', () => {
  expect(exampleOf(record, { fields: [] })?.(scope)).toEqual({ total: 1 })
  expect(exampleOf(sort, {})?.(scope)).toEqual({ count: 2, items: ['a', 'b'] })
  expect(exampleOf({ output: {}, examples: [] }, {})?.(scope)).toBe(undefined)
})
