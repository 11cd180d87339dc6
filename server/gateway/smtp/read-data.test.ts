import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import { readData } from './read-data'

const MAIL = 1_000
const TOGETHER = 2_500

const read = (size = MAIL) => readData(Readable.from([Buffer.alloc(size)]), 2_000, TOGETHER)

it('counts a mail until nobody needs it any more, however long it waits to be taken apart', async () => {
  const [first, second] = [await read(), await read()]
  expect([first, second]).toMatchObject([{ bytes: { length: MAIL } }, { bytes: { length: MAIL } }])
  expect(await read()).toEqual({ refused: 'busy' })
  if ('letGo' in first) first.letGo()
  const third = await read()
  expect(third).toMatchObject({ bytes: { length: MAIL } })
  for (const each of [second, third]) if ('letGo' in each) each.letGo()
})

it('counts nothing of what was refused or cut off', async () => {
  expect(await read(2_001)).toEqual({ refused: 'too large' })
  const cut = new Readable({ read: () => {} })
  const reading = readData(cut, 2_000, TOGETHER)
  cut.push(Buffer.alloc(1_500))
  setImmediate(() => cut.destroy())
  await expect(reading).rejects.toThrow('hung up')
  const [first, second] = [await read(), await read()]
  expect([first, second]).toMatchObject([{ bytes: { length: MAIL } }, { bytes: { length: MAIL } }])
})
