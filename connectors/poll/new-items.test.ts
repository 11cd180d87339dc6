import { describe, expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { newItems } from './new-items'

const listOf = (...keys: string[]) => keys.map((key) => ({ key, value: key }))
const look = (keys: string[], state: Json | null, more: { onlyRemember?: boolean; most?: number } = {}) => {
  const polled = newItems({ items: listOf(...keys), state, onlyRemember: false, most: 100, ...more })
  return { ...polled, keys: polled.items.map(({ key }) => key) }
}

describe('what was not in the list before', () => {
  it('is told from what was, in whatever order and however often it is listed', () => {
    const first = look(['a', 'b'], null, { onlyRemember: true })
    expect(first).toMatchObject({ keys: [], more: false })
    const second = look(['c', 'b', 'c', 'a'], first.state)
    expect(second.keys).toEqual(['c'])
    expect(look(['a', 'b', 'c'], second.state).keys).toEqual([])
  })

  it('is given in batches, and what was not given is not known', () => {
    const keys = Array.from({ length: 7 }, (_, at) => `k${at}`)
    let state: Json = { seen: [] }
    const given: string[] = []
    for (const more of [true, true, false]) {
      const polled = look(keys, state, { most: 3 })
      expect(polled.more).toBe(more)
      given.push(...polled.keys)
      state = polled.state
    }
    expect(given).toEqual(keys)
  })

  it('stays known while it is listed, and for a while after', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => `k${at}`)
    const all = look(many, null, { onlyRemember: true })
    expect(look(many, all.state).keys).toEqual([])
    const gone = look([], all.state)
    expect(look(many.slice(-2_000), gone.state).keys).toEqual([])
    expect(look(['k0'], gone.state).keys).toEqual(['k0'])
  })

  it('takes a state it can not read as none', () => {
    for (const state of ['x', 5, { seen: 'a' }, []] as Json[]) expect(look(['a'], state).keys).toEqual(['a'])
  })
})
