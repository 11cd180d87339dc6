import { expect, it } from 'vitest'
import type { Bus } from '@/server/bus/bus'
import { Rounds } from './rounds'

/** Rounds that end when they are told to. */
async function rounds() {
  let heard = () => {}
  const bus: Pick<Bus, 'subscribe'> = {
    subscribe: async (_, ring) => {
      heard = () => ring(null)
      return () => {}
    },
  }
  const ends: (() => void)[] = []
  const under = new Rounds({
    bus: bus as Bus, // all that rounds ask of it
    topic: 'asks',
    everyMs: 3_600_000,
    round: () => new Promise<void>((resolve) => ends.push(resolve)),
    failed: '',
  })
  await under.start()
  const end = async (round: number) => {
    ends[round]?.()
    await new Promise(setImmediate)
  }
  return { under, ends, ring: () => heard(), end }
}

it('makes one at the start, and one more for all that rang while its hands were full', async () => {
  const { ends, ring, end, under } = await rounds()
  for (let rings = 0; rings < 3; rings++) ring()
  expect(ends).toHaveLength(1)
  await end(0)
  expect(ends).toHaveLength(2)
  await end(1)
  expect(ends).toHaveLength(2)
  await under.stop()
})

it('begins none after it was stopped, and waits for those under way', async () => {
  const { ends, ring, end, under } = await rounds()
  ring()
  let over = false
  const stopped = under.stop().then(() => {
    over = true
  })
  await new Promise(setImmediate)
  expect([over, under.signal.aborted]).toEqual([false, true])
  await end(0)
  await stopped
  ring()
  expect(ends).toHaveLength(1)
})
