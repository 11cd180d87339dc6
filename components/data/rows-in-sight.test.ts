import { expect, test } from 'vitest'
import { rowsFrom, stretchOf } from './rows-in-sight'

test('rows in sight, and some around them', () => {
  expect(stretchOf({ top: 0, room: 240 }, 1_000_000, 24)).toEqual({ from: 0, to: 20 })
  expect(stretchOf({ top: 2_400, room: 240 }, 1_000_000, 24)).toEqual({ from: 90, to: 120 })
  expect(stretchOf({ top: 24_000_000, room: 240 }, 1_000_000, 24)).toEqual({ from: 999_990, to: 999_999 })
  expect(stretchOf({ top: 5_000, room: 240 }, 3, 24)).toEqual({ from: 2, to: 2 })
  const none = stretchOf({ top: 0, room: 0 }, 0, 24)
  expect(rowsFrom(none.from, none.to)).toEqual([])
  expect(rowsFrom(4, 6)).toEqual([4, 5, 6])
})
