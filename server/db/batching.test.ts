import { expect, it } from 'vitest'
import { batching } from './batching'

function recording() {
  const batches: number[][] = []
  const flush = async (items: number[]) => {
    batches.push(items)
    if (items.includes(13)) throw new Error('unlucky')
    return items.map((item) => item * 2)
  }
  return { batches, flush }
}

it('gathers what arrives together, and while a flush is under way', async () => {
  const { batches, flush } = recording()
  const push = batching(flush, { most: 100 })
  const late: Promise<number>[] = []
  const results = await Promise.all([
    push(1).then((result) => {
      late.push(push(7))
      return result
    }),
    push(2),
    push(3),
  ])
  expect(results).toEqual([2, 4, 6])
  expect(await Promise.all(late)).toEqual([14])
  expect(batches).toEqual([[1, 2, 3], [7]])
})

it('keeps a batch within its number and weight, but never empty', async () => {
  const { batches, flush } = recording()
  const push = batching(flush, { most: 3, weigh: (item) => item, heaviest: 10 })
  await Promise.all([50, 1, 2, 3, 4, 8].map(push))
  expect(batches).toEqual([[50], [1, 2, 3], [4], [8]])
})

it('fails one batch without stopping the next', async () => {
  const { flush } = recording()
  const push = batching(flush, { most: 1 })
  const settled = await Promise.allSettled([push(13), push(2)])
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})
