import { describe, expect, it } from 'vitest'
import { added, allToggled, MOST_TICKED, type TickedState, tickedInWords, toggled } from './use-ticked'

const LIST = ['a', 'b', 'c', 'd', 'e']
const none: TickedState = { ids: new Set(), last: null }
const ids = ({ ids }: TickedState) => [...ids].sort()

describe('ticking', () => {
  it('one by one', () => {
    const one = toggled(none, 'b', LIST, false)
    expect(ids(one)).toEqual(['b'])
    expect(ids(toggled(one, 'b', LIST, false))).toEqual([])
  })

  it('a stretch, up or down, on or off', () => {
    const down = toggled(toggled(none, 'b', LIST, false), 'd', LIST, true)
    expect(ids(down)).toEqual(['b', 'c', 'd'])
    expect(ids(toggled(down, 'b', LIST, true))).toEqual([])
    expect(ids(toggled(toggled(none, 'e', LIST, false), 'd', LIST, true))).toEqual(['d', 'e'])
  })

  it('a stretch from one that is gone from the list is just the one', () => {
    expect(ids(toggled({ ids: new Set(['z']), last: 'z' }, 'c', LIST, true))).toEqual(['c', 'z'])
  })

  it('all, and then none', () => {
    const all = allToggled(none, LIST)
    expect(ids(all)).toEqual(LIST)
    expect(ids(allToggled(all, LIST))).toEqual([])
    const many = Array.from({ length: MOST_TICKED + 5 }, (_, at) => `run ${at}`)
    const most = allToggled(none, many)
    expect(most.ids.size).toBe(MOST_TICKED)
    expect(allToggled(most, many).ids.size).toBe(0)
    expect(tickedInWords(MOST_TICKED - 1)).toMatch(/^999 selected$/)
    expect(tickedInWords(MOST_TICKED)).toMatch(/ selected, the most at once$/)
  })

  it('more, which takes none away', () => {
    const three = added(toggled(none, 'a', LIST, false), ['b', 'c'])
    expect(ids(three)).toEqual(['a', 'b', 'c'])
    expect(ids(added(three, LIST))).toEqual(LIST)
    expect(ids(added(added(three, LIST), LIST))).toEqual(LIST)
  })
})
