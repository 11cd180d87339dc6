import { expect, it } from 'vitest'
import { draw } from '@/flow/engine/testing/drawn'
import { leadingTo } from './leading-to'

it('finds all that comes before a node, around its containers too', () => {
  const { graph } = draw('t → a → b → loop → c, t → d', { inside: { loop: 'x → y → z' } })
  expect([...leadingTo(graph, 'y')].sort()).toEqual(['a', 'b', 'loop', 't', 'x', 'y'])
  expect([...leadingTo(graph, 'd')].sort()).toEqual(['d', 't'])
})
