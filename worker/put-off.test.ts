import { expect, test } from 'vitest'
import { PutOff } from './put-off'

test('what fails again and again is tried less and less often, up to the longest pause', () => {
  const put = new PutOff({ firstMs: 10, longestMs: 40 })
  const pauses = []
  let now = 0
  for (let failure = 0; failure < 4; failure++) {
    put.again('a', now)
    const since = now
    while (put.names(now).length > 0) now++
    pauses.push(now - since)
  }
  expect(pauses).toEqual([10, 20, 40, 40])
})

test('what was done, or was heard of no more, begins anew', () => {
  const put = new PutOff({ firstMs: 10, longestMs: 40 })
  put.again('done', 0)
  put.done('done')
  expect(put.names(1)).toEqual([])
  put.again('gone', 0)
  put.again('gone', 10)
  expect(put.names(29)).toEqual(['gone'])
  expect(put.names(70)).toEqual([])
  put.again('gone', 70)
  expect(put.names(80)).toEqual([])
})
