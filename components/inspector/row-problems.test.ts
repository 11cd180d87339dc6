import { expect, test } from 'vitest'
import type { Problem } from '@/flow/graph/problem'
import { fieldsOf } from '../canvas/form-fields'
import { problemsInRows } from './row-problems'

const [field] = fieldsOf({
  type: 'object',
  properties: {
    fields: {
      type: 'array',
      control: 'pairs',
      items: { type: 'object', properties: { name: { type: 'string', resolve: 'literal' }, value: { type: 'string' } } },
    },
  },
})
if (!field) throw new Error('the schema has a field')

const problem = (at: string): Problem => ({ code: 'wrong-type', severity: 'error', message: at, field: at })
const told = (value: Parameters<typeof problemsInRows>[1], ...places: string[]) =>
  [...problemsInRows(field, value, places.map(problem))].map(([at, of]) => [at, of.length])

test('what is wrong with a value of a row is told there, and nowhere else', () => {
  const rows = [
    { name: 'a', value: 'x' },
    { name: 'b', value: 'y' },
  ]
  expect(told(rows, 'fields.1.value', 'fields.1.value', 'fields.0.value', 'fields.0.name', 'fields', 'fields.0.value.deep')).toEqual([
    ['1.value', 2],
    ['0.value', 1],
  ])
})

test('a field that is not drawn in rows tells it all below', () => {
  expect(told('{{ steps.a.rows }}', 'fields.0.value')).toEqual([])
  expect(told(['odd', { value: 'x' }], 'fields.1.value')).toEqual([])
  expect([...problemsInRows({ ...field, control: 'json' }, [{ value: 'x' }], [problem('fields.0.value')])]).toEqual([])
})
