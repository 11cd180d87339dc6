import { describe, expect, it } from 'vitest'
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

it('lets what is in a batch with something faulty go all the same', async () => {
  const { batches, flush } = recording()
  const isFaulty = (error: unknown) => error instanceof Error && error.message === 'unlucky'
  const push = batching(flush, { most: 100, isFaulty })
  const results = await Promise.allSettled([push(1), push(13), push(2)])
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([2, 'failed', 4])
  expect(batches).toEqual([[1, 13, 2], [1], [13], [2]])
})

it('fails one batch without stopping the next', async () => {
  const { flush } = recording()
  const push = batching(flush, { most: 1 })
  const settled = await Promise.allSettled([push(13), push(2)])
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled'])
})

describe('with a pause', () => {
  const settings = { most: 100, pauseMs: (count: number) => (count > 1 ? 60_000 : 0) }

  it('holds back nothing after a lone item, and gathers after many', async () => {
    const { batches, flush } = recording()
    const push = batching(flush, settings)
    await push(1)
    await Promise.all([push(2), push(3)])
    expect(batches).toEqual([[1], [2, 3]])
    void push(4)
    void push(5)
    await new Promise(setImmediate)
    await new Promise(setImmediate)
    expect(batches).toHaveLength(2)
    push.hurry()
    await push(6)
    expect(batches).toEqual([[1], [2, 3], [4, 5, 6]])
  })

  it('is in a hurry although it was told so during a flush', async () => {
    const { batches, flush } = recording()
    const push = batching(flush, settings)
    const first = [push(1), push(2)]
    await new Promise(setImmediate)
    const late = push(3)
    push.hurry()
    await Promise.all([...first, late])
    expect(batches).toEqual([[1, 2], [3]])
  })

  it('goes on by itself when the pause is over', async () => {
    const { batches, flush } = recording()
    const push = batching(flush, { most: 100, pauseMs: () => 5 })
    await push(1)
    await push(2)
    expect(batches).toEqual([[1], [2]])
  })
})
