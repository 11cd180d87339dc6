import { expect, it } from 'vitest'
import { openBodyMemory } from './body-memory'

it('lets bodies of all callers have so much together, and those of one of them a part of it', () => {
  const memory = openBodyMemory({ together: 100, ofOne: 60 })
  const [first, second, other, third] = [memory.hold('a'), memory.hold('a'), memory.hold('b'), memory.hold('c')]
  expect([first.grow(40), second.grow(20), second.grow(1)]).toEqual([true, true, false])
  expect([other.grow(40), other.grow(1), third.grow(1)]).toEqual([true, false, false])
  first.letGo()
  first.letGo()
  expect([third.grow(40), second.grow(1), other.grow(1)]).toEqual([true, false, false])
  for (const hold of [second, other, third]) hold.letGo()
  expect([memory.hold('a').grow(60), memory.hold('b').grow(40)]).toEqual([true, true])
})
