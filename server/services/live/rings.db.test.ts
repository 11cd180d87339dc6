import { afterAll, expect, it } from 'vitest'
import { testDatabase } from '../../db/testing'
import { announce, closeLiveBus } from './bus'
import { rings } from './rings'

testDatabase()
afterAll(closeLiveBus)

it('yields once when it listens, once for any number of rings in between, and ends when its reader leaves', async () => {
  const leave = new AbortController()
  const ringing = rings('draft:a', leave.signal, 1)
  expect(await ringing.next()).toMatchObject({ done: false })

  await announce('draft:a', { seq: 1 })
  await announce('draft:a', { seq: 2 })
  await announce('draft:b', { seq: 1 })
  expect(await ringing.next()).toMatchObject({ done: false })

  const next = ringing.next()
  leave.abort()
  expect(await next).toMatchObject({ done: true })
})
