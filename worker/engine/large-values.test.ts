import { expect, test } from 'vitest'
import { RecentValues } from './large-values'

const file = (id: string, size: number) => ({ $file: { id, name: 'x.json', contentType: 'application/json', size } })

test('what runs used lately is at hand, until others take its room', () => {
  const recent = new RecentValues(100).of('w')
  recent.keep(file('a', 40), 'A')
  recent.keep(file('b', 40), 'B')
  expect(recent.get('a')).toBe('A')
  recent.keep(file('c', 40), 'C')
  expect(['a', 'b', 'c'].map((id) => recent.get(id))).toEqual(['A', undefined, 'C'])
})

test('the same kept twice takes its room once, and what is too large takes none', () => {
  const recent = new RecentValues(100).of('w')
  for (let time = 0; time < 5; time++) recent.keep(file('a', 60), 'A')
  recent.keep(file('b', 40), 'B')
  recent.keep(file('c', 101), 'C')
  expect(['a', 'b', 'c'].map((id) => recent.get(id))).toEqual(['A', 'B', undefined])
})

test('a workspace never gets what another kept', () => {
  const recent = new RecentValues()
  recent.of('w').keep(file('a', 1), 'A')
  expect(recent.of('v').get('a')).toBeUndefined()
})
