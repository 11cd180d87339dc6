import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '@/flow/json'
import { keyOf } from './key'
import { comparePlaces, type Place, placesOf } from './order'
import { HERE, runList } from './testing/run-list'

/** Few different values, of every kind and hostile ones among them, so that equals meet. */
const values = fc.oneof(
  fc.constantFrom<Json>(null, '', 0, 1, '1', '1.0', '007', true, 'true', 'a', 'A', ' a ', 'é', '2026-01-01'),
  fc.constantFrom<Json>('2026-01-01T00:00:00Z', '2026-01-01T00:30', '2026-03-29T02:30', '2026-03-29T03:10'),
  fc.constantFrom<Json>('__proto__', 'constructor', 'toString', [], {}, [1], { a: 1, b: 2 }, { b: 2, a: 1 }, '1e999', -1.5),
  fc.jsonValue({ maxDepth: 2 }).map((value): Json => JSON.parse(JSON.stringify(value))),
)

const items = fc.array(fc.oneof(values, fc.record({ k: values, n: values }, { requiredKeys: [] }) as fc.Arbitrary<Json>), { maxLength: 30 })

const bag = (list: readonly Json[]) => list.map((item) => JSON.stringify(item)).sort()
const here = () => HERE
const k = (item: Json) => (typeof item === 'object' && item && Object.hasOwn(item, 'k') ? ((item as JsonObject).k ?? null) : null)

describe('laws of lists', () => {
  it('filter: what is kept and what is left out make the list, and the opposite rule turns them around', () => {
    const opposites = [
      ['equals', 'differs'],
      ['contains', 'lacks'],
      ['present', 'empty'],
    ] as const
    fc.assert(
      fc.property(items, values, fc.constantFrom(...opposites), (list, right, [one, other]) => {
        const filtered = (operator: string) =>
          runList<{ items: Json[]; rest: Json[] }>('filter', { items: list, rules: [{ field: 'k', operator, right }] })
        const kept = filtered(one)
        expect(bag([...kept.items, ...kept.rest])).toEqual(bag(list))
        expect(filtered(other)).toMatchObject({ items: kept.rest, rest: kept.items })
      }),
    )
  })

  it('values have one order: any two, any three', () => {
    fc.assert(
      fc.property(values, values, values, (x, y, z) => {
        const [a, b, c] = placesOf([x, y, z], here) as [Place, Place, Place] // as many as values
        expect(Math.sign(comparePlaces(a, b))).toBe(-Math.sign(comparePlaces(b, a)) || 0)
        if (comparePlaces(a, b) <= 0 && comparePlaces(b, c) <= 0) expect(comparePlaces(a, c)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 1_000 },
    )
  })

  it('sort: the same items, in order, with nothing last either way', () => {
    fc.assert(
      fc.property(items, fc.constantFrom('up', 'down'), (list, order) => {
        const sorted = runList<{ items: Json[] }>('sort', { items: list, by: [{ field: 'k', order }] }).items
        expect(bag(sorted)).toEqual(bag(list))
        const places = placesOf(sorted.map(k), here)
        const filled = places.filter(({ rank }) => rank < 5)
        expect(places.slice(0, filled.length)).toEqual(filled)
        const ordered = filled.slice(1).map((place, at) => comparePlaces(filled[at] ?? place, place))
        expect(ordered.every((difference) => (order === 'up' ? difference <= 0 : difference >= 0))).toBe(true)
      }),
    )
  })

  it('group: every item in one group, in its order, and no key twice', () => {
    fc.assert(
      fc.property(items, fc.boolean(), (list, loose) => {
        const { groups } = runList<{ groups: { items: Json[] }[] }>('group', { items: list, by: [{ field: 'k' }], loose })
        expect(bag(groups.flatMap((group) => group.items))).toEqual(bag(list))
        const keys = groups.map((group) => new Set(group.items.map((item) => keyOf([k(item)], loose))))
        expect(keys.every(({ size }) => size === 1)).toBe(true)
        expect(new Set(keys.flatMap((each) => [...each])).size).toBe(groups.length)
      }),
    )
  })

  it('dedupe: done twice is done once, nothing is lost, and both ends keep as many', () => {
    fc.assert(
      fc.property(items, fc.constantFrom([], [{ field: 'k' }], [{ field: 'k' }, { field: 'n' }]), fc.boolean(), (list, by, loose) => {
        const done = (over: Json[], keep: string) =>
          runList<{ items: Json[]; removed: Json[] }>('dedupe', { items: over, by: [...by], keep, loose })
        for (const keep of ['first', 'last']) {
          const once = done(list, keep)
          expect(bag([...once.items, ...once.removed])).toEqual(bag(list))
          expect(done(once.items, keep)).toMatchObject({ items: once.items, removed: [] })
        }
        expect(done(list, 'first').items.length).toBe(done(list, 'last').items.length)
      }),
    )
  })

  it('join: as many rows as pairs with the same key, and those without a match', () => {
    fc.assert(
      fc.property(items, items, (first, second) => {
        const rows = (keep: string) =>
          runList<{ count: number; unmatched: { first: number; second: number } }>('join', { first, firstField: 'k', second, keep })
        const keys = second.map((item) => keyOf([k(item)], false))
        const matches = first.map((item) => {
          const key = keyOf([k(item)], false)
          return key === null ? 0 : keys.filter((other) => other === key).length
        })
        const { count, unmatched } = rows('inner')
        expect(count).toBe(matches.reduce((sum, each) => sum + each, 0))
        expect(unmatched.first).toBe(matches.filter((each) => each === 0).length)
        expect(rows('left').count).toBe(count + unmatched.first)
        expect(rows('full').count).toBe(count + unmatched.first + unmatched.second)
      }),
    )
  })

  it('split: put together again it is the list, in parts that differ by one at most', () => {
    fc.assert(
      fc.property(items, fc.integer({ min: 1, max: 40 }), (list, size) => {
        const batches = runList<{ parts: Json[][] }>('split', { mode: 'size', items: list, size }).parts
        expect(batches.flat()).toEqual(list)
        expect(batches.slice(0, -1).every((batch) => batch.length === size)).toBe(true)
        const parts = runList<{ parts: Json[][] }>('split', { mode: 'parts', items: list, parts: size }).parts
        expect(parts.flat()).toEqual(list)
        const lengths = parts.map((part) => part.length)
        expect(lengths.length === 0 || Math.max(...lengths) - Math.min(...lengths) <= 1).toBe(true)
        expect(lengths).not.toContain(0)
      }),
    )
  })

  it('split: a text put together again is the text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1, maxLength: 3 }), (text, separator) => {
        const params = { mode: 'text', text, at: 'other', separator, tidy: false }
        expect(runList<{ parts: string[] }>('split', params).parts.join(separator)).toBe(text)
      }),
    )
  })

  it('limit: what is passed over, taken and left beyond make the list', () => {
    fc.assert(
      fc.property(items, fc.nat(40), fc.nat(40), (list, amount, skip) => {
        const taken = (from: string) => runList<{ items: Json[]; more: number }>('limit', { items: list, from, amount, skip })
        const { items: some, more } = taken('first')
        expect([...list.slice(0, skip), ...some, ...list.slice(list.length - more)]).toEqual(list)
        const turned = runList<{ items: Json[] }>('limit', { items: [...list].reverse(), from: 'first', amount, skip }).items
        expect(taken('last').items).toEqual(turned.reverse())
      }),
    )
  })
})
