import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '@/flow/json'
import { manifest } from '../manifest'
import { runList } from './testing/run-list'

const nodes = Object.values(manifest.nodes).filter(({ connector }) => connector === 'list')

describe('list nodes', () => {
  it.each(nodes.flatMap(({ type, examples }) => examples.map((example) => ({ type, ...example }))))(
    '$type gives what its example says',
    ({ type, input, output }) => {
      expect(runList(type.slice('list.'.length), input)).toEqual(output)
    },
  )

  it.each(nodes)('$type computes only', ({ effect }) => expect(effect).toBe('none'))

  it('never take a mapping for the name of a field', () => {
    expect(() => runList('group', { items: [], by: [{ field: '{{ item.x }}' }] })).toThrow()
  })
})

describe('50,000 items', () => {
  const items = Array.from({ length: 50_000 }, (_, n) => ({
    id: `${n}`,
    town: `Town ${(n * 7919) % 5_000}`,
    at: { total: (n * 31) % 977 },
  }))
  const by = [{ field: 'town' }]

  it.each<[string, JsonObject, JsonObject]>([
    ['filter', { rules: [{ field: 'at.total', operator: 'under', right: 977 }] }, { count: 50_000 }],
    ['sort', { by: [...by, { field: 'at.total', order: 'down' }] }, { count: 50_000 }],
    ['group', { by }, { count: 5_000 }],
    ['dedupe', { by, keep: 'last' }, { count: 5_000 }],
    ['aggregate', { by, results: [{ field: 'at.total', how: 'sum', name: 'sum' }] }, { count: 50_000 }],
    ['join', { first: items, firstField: 'id', second: [...items].reverse(), keep: 'full' }, { count: 50_000 }],
    ['split', { size: 1 }, { count: 50_000 }],
    ['limit', { amount: 49_999, from: 'last' }, { count: 49_999, more: 1 }],
  ])('are no burden to %s', (id, params, result) => {
    expect(runList(id, { items, ...params })).toMatchObject(result)
  })
})

describe('list.filter', () => {
  const kept = (items: Json[], field: string, operator: string, right: Json = '') =>
    runList<{ items: Json[] }>('filter', { items, rules: [{ field, operator, right }] }).items

  it('finds fields further in, in lists, with dots in their name, and the item itself', () => {
    const ada = { address: { city: 'London' }, tags: ['a', 'b'], 'a.b': 1 }
    expect(kept([ada, {}, null, 'x'], 'address.city', 'equals', 'London')).toEqual([ada])
    expect(kept([ada, {}], 'tags[1]', 'equals', 'b')).toEqual([ada])
    expect(kept([ada, {}], ' a.b ', 'equals', 1)).toEqual([ada])
    expect(kept([1, '12', 3], '', 'over', 2)).toEqual(['12', 3])
  })

  it('takes a missing field for an empty one', () => {
    const items: Json[] = [{ total: 5 }, { total: null }, {}, { total: ' ' }]
    expect(kept(items, 'total', 'under', 9)).toEqual([{ total: 5 }])
    expect(kept(items, 'total', 'atLeast', -1)).toEqual([{ total: 5 }])
    expect(kept(items, 'total', 'empty')).toEqual(items.slice(1))
    expect(kept(items, 'total', 'present')).toEqual(items.slice(0, 1))
    expect(kept(items, 'total', 'differs', 5)).toEqual(items.slice(1))
  })

  it('names the item that can’t be compared', () => {
    const found = () => kept([{ total: 5 }, { total: 'n/a' }], 'total', 'over', 1)
    expect(found).toThrow(expect.objectContaining({ message: 'Item 2: Can’t tell whether “n/a” is over 1.', retry: false }))
  })

  it('does not find what every object inherits', () => {
    expect(kept([{}, []], 'constructor', 'present')).toEqual([])
    expect(kept([JSON.parse('{"__proto__": 1}')], '__proto__', 'equals', 1)).toHaveLength(1)
  })
})

describe('list.sort', () => {
  const sorted = (items: Json[], by: JsonObject[] = []) => runList<{ items: Json[] }>('sort', { items, by }).items

  it('orders numbers, dates, texts, yes and no, records, and nothing last', () => {
    const mixed = [null, 'b', true, { a: 1 }, '2026-12-15', '10', '', 9, 'a', '2026-01-01T10:00:00+02:00', false]
    const up = [9, '10', '2026-01-01T10:00:00+02:00', '2026-12-15', 'a', 'b', false, true, { a: 1 }, null, '']
    expect(sorted(mixed)).toEqual(up)
    expect(sorted(mixed, [{ field: '', order: 'down' }])).toEqual([...up.slice(0, 9).reverse(), null, ''])
  })

  it('goes by the next field where the first is equal, and keeps the order where all are', () => {
    const items = [
      { v: 'b', n: 1, at: 0 },
      { v: 'a', n: 1, at: 1 },
      { v: 'a', n: 2, at: 2 },
      { v: 'a', n: '2.0', at: 3 },
    ]
    const by: JsonObject[] = [{ field: 'v' }, { field: 'n', order: 'down' }]
    expect(sorted(items, by).map((item) => (item as JsonObject).at)).toEqual([2, 3, 1, 0])
  })

  it('takes times without an offset for times where the flow is, beside those with one', () => {
    const times = ['2026-12-15T09:30', '2026-12-15T09:00:00Z', '2026-12-15T11:30+01:00']
    expect(sorted([...times].reverse())).toEqual(times)
  })

  it('has one alphabet', () => {
    expect(sorted(['Zoë', 'ähnlich', 'apple', 'Invoice 10', 'Invoice 9'])).toEqual(['ähnlich', 'apple', 'Invoice 9', 'Invoice 10', 'Zoë'])
  })
})

describe('list.group', () => {
  const groups = (params: JsonObject) => runList<{ groups: { name: string; values: JsonObject; count: number }[] }>('group', params).groups

  it('takes hostile values and names as plain data', () => {
    const items = ['__proto__', 'constructor', 'toString', '__proto__'].map((k) => ({ k }))
    expect(groups({ items, by: [{ field: 'k' }] }).map(({ name, count }) => [name, count])).toEqual([
      ['__proto__', 2],
      ['constructor', 1],
      ['toString', 1],
    ])
    const named = groups({ items: [JSON.parse('{"__proto__": {"x": 1}}')], by: [{ field: '__proto__' }] })
    expect(Object.keys(named[0]?.values ?? {})).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  it('goes by how values are written: 7 is "7" but not "007"', () => {
    const items = [7, '7', '007', '12345678901234567890', '12345678901234567891', { b: 1, a: 2 }, { a: 2, b: 1 }, '{"a":2,"b":1}']
    expect(groups({ items, by: [{ field: '' }] }).map(({ count }) => count)).toEqual([2, 1, 1, 1, 2, 1])
  })

  it('overlooks capitals and outer spaces when told to', () => {
    const items = ['ada@x.com', ' Ada@X.com ']
    expect(groups({ items, by: [{ field: '' }] })).toHaveLength(2)
    expect(groups({ items, by: [{ field: '' }], loose: true })).toMatchObject([{ name: 'ada@x.com', count: 2 }])
  })

  it('puts what has no value into a group of its own', () => {
    const items: Json[] = [{ v: 'a' }, {}, { v: null }, { v: ' ' }]
    expect(groups({ items, by: [{ field: 'v' }] })).toMatchObject([{ count: 1 }, { name: 'nothing', values: { v: null }, count: 3 }])
  })
})

describe('list.aggregate', () => {
  const over = (items: Json[], ...how: string[]) =>
    runList<{ results: JsonObject }>('aggregate', { items, results: how.map((each) => ({ field: 'n', how: each, name: each })) }).results

  it('passes over what is empty', () => {
    const items: Json[] = [{ n: 0.1 }, { n: '0.2' }, { n: null }, {}, { n: '' }]
    expect(over(items, 'sum', 'average', 'smallest', 'largest', 'count', 'different', 'all')).toEqual({
      sum: 0.3,
      average: 0.15,
      smallest: 0.1,
      largest: '0.2',
      count: 2,
      different: 2,
      all: [0.1, '0.2'],
    })
  })

  it('has an answer for nothing at all', () => {
    expect(over([], 'sum', 'average', 'largest', 'count')).toEqual({ sum: 0, average: null, largest: null, count: 0 })
  })

  it('finds the earliest and latest date', () => {
    expect(over([{ n: '2026-03-01' }, { n: '2026-02-28T23:00:00Z' }], 'smallest')).toEqual({ smallest: '2026-02-28T23:00:00Z' })
  })

  it('takes times without an offset for times where the flow is, beside those with one', () => {
    const items = [{ n: '2026-12-15T09:30' }, { n: '2026-12-15T09:00:00Z' }]
    expect(over(items, 'smallest', 'largest')).toEqual({ smallest: '2026-12-15T09:30', largest: '2026-12-15T09:00:00Z' })
  })

  it('says which item is no number, and when numbers grow out of hand', () => {
    expect(() => over([{ n: 1 }, { n: 'n/a' }], 'sum')).toThrow('n of item 2 is “n/a”, which is not a number.')
    expect(() => over([{ n: 1e308 }, { n: 1e308 }], 'sum')).toThrow('more than can be calculated with')
  })

  it('refuses a name used twice and takes hostile ones', () => {
    const named = (...names: string[]) => ({ items: [], results: names.map((name) => ({ field: '', how: 'count', name })) })
    expect(() => runList('aggregate', named('a', 'a '))).toThrow('Two results are named “a”.')
    expect(Object.keys(runList<{ results: JsonObject }>('aggregate', named('__proto__')).results)).toEqual(['__proto__'])
  })
})

describe('list.split', () => {
  it('makes parts as equal as can be, and none that is empty', () => {
    const sizes = (parts: number) =>
      runList<{ parts: Json[][] }>('split', { mode: 'parts', items: [1, 2, 3, 4, 5], parts }).parts.map((part) => part.length)
    expect(sizes(2)).toEqual([3, 2])
    expect(sizes(9)).toEqual([1, 1, 1, 1, 1])
    expect(runList('split', { mode: 'parts', items: [], parts: 3 })).toEqual({ count: 0, parts: [] })
  })

  it('cuts text at what is asked for', () => {
    const cut = (params: JsonObject) => runList<{ parts: Json[] }>('split', { mode: 'text', ...params }).parts
    expect(cut({ text: 'a\r\nb\n\n c ' })).toEqual(['a', 'b', 'c'])
    expect(cut({ text: 'a\r\nb\n\n c ', tidy: false })).toEqual(['a', 'b', '', ' c '])
    expect(cut({ text: 'a / b', at: 'other', separator: ' / ' })).toEqual(['a', 'b'])
    expect(cut({ text: '' })).toEqual([])
    expect(() => cut({ text: 'a', at: 'other' })).toThrow('It is not said where to split the text.')
    expect(() => cut({ text: 'x,'.repeat(100_001), at: 'comma' })).toThrow('more than 100,000 parts')
  })

  it('says that a list is missing', () => {
    expect(() => runList('split', { mode: 'size' })).toThrow('There is no list to split.')
  })
})

describe('list.join', () => {
  const first = [{ id: 1 }, { id: 2 }, { id: 2 }, { id: null }]
  const second: Json[] = [{ key: '2', n: 'a' }, { key: 2, n: 'b' }, { key: 3 }, {}]
  const joined = (keep: string) =>
    runList<{ rows: { first: Json; second: Json }[] }>('join', { first, firstField: 'id', second, secondField: 'key', keep })

  it('has a row for each match, and says how many match nothing', () => {
    expect(joined('inner')).toMatchObject({ count: 4, unmatched: { first: 2, second: 2 } })
    expect(joined('left').rows.map(({ first: item, second: other }) => [item, other])).toEqual([
      [{ id: 1 }, null],
      [{ id: 2 }, { key: '2', n: 'a' }],
      [{ id: 2 }, { key: 2, n: 'b' }],
      [{ id: 2 }, { key: '2', n: 'a' }],
      [{ id: 2 }, { key: 2, n: 'b' }],
      [{ id: null }, null],
    ])
    expect(joined('full').rows.slice(6)).toEqual([
      { first: null, second: { key: 3 } },
      { first: null, second: {} },
    ])
  })

  it('takes the same field of both lists unless told otherwise', () => {
    expect(runList('join', { first: [{ toString: 1 }], firstField: 'toString', second: [{}, { toString: 1 }] })).toMatchObject({ count: 1 })
  })

  it('stops before two lists multiply', () => {
    const same = Array.from({ length: 1_000 }, () => ({ id: 1 }))
    expect(() => runList('join', { first: same, firstField: 'id', second: same })).toThrow('more than 100,000 rows')
  })
})

describe('list.dedupe', () => {
  it('keeps all that have nothing to compare, and compares whole items without fields', () => {
    const items: Json[] = [{ a: 1, b: 2 }, { b: 2, a: 1 }, {}, {}, null, null, '']
    expect(runList('dedupe', { items })).toMatchObject({ items: [{ a: 1, b: 2 }, {}, null, ''], count: 4 })
    expect(runList('dedupe', { items, by: [{ field: 'a' }] })).toMatchObject({ count: 6 })
  })

  it('keeps the last in its place', () => {
    const items = ['a', 'b', 'a', 'c']
    expect(runList('dedupe', { items, keep: 'last' })).toEqual({ count: 3, items: ['b', 'a', 'c'], removed: ['a'] })
  })
})

describe('list.limit', () => {
  it('counts from the end that is asked for, and is content with fewer', () => {
    const items = [1, 2, 3, 4, 5]
    expect(runList('limit', { items, from: 'last', amount: 2, skip: 1 })).toEqual({ count: 2, items: [3, 4], more: 2 })
    expect(runList('limit', { items, amount: 9, skip: 3 })).toEqual({ count: 2, items: [4, 5], more: 0 })
    expect(runList('limit', { items, amount: 2, skip: 9 })).toEqual({ count: 0, items: [], more: 0 })
  })
})
