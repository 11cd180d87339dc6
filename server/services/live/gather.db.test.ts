import { afterAll, expect, it } from 'vitest'
import { testDatabase } from '../../db/testing'
import { announce, closeLiveBus, liveBus } from './bus'
import { gather } from './gather'

testDatabase()
afterAll(closeLiveBus)

it('keeps only the latest for a reader who does not come back, however many they are', async () => {
  const leave = new AbortController()
  const gathered = gather('people:a', ({ id }) => id, leave.signal, 1)
  const say = (id: string) => announce('people:a', { id, userId: 'u', name: 'Ada', whereabouts: null })
  const first = gathered.next()
  let heardLast = () => {}
  const last = new Promise<void>((resolve) => (heardLast = resolve))
  const unsubscribe = await (await liveBus()).subscribe('people:a', (message) => {
    if (message?.id === 'last') heardLast()
  })
  await say('first')
  await first
  for (let at = 0; at < 3_000; at++) await say(String(at))
  await say('last')
  await last
  const { value } = await gathered.next()
  expect(value?.at(-1)).toMatchObject({ id: 'last' })
  expect(value?.length).toBeLessThanOrEqual(500)
  unsubscribe()
  leave.abort()
  await gathered.return()
})
