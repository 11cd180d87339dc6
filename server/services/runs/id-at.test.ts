import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import { idAt } from './id-at'

it('stands below every id of its moment and above all before', () => {
  const moment = Date.UTC(2026, 1, 3, 4, 5, 6, 789)
  expect(idAt(moment) <= v7({ msecs: moment })).toBe(true)
  expect(idAt(moment) > v7({ msecs: moment - 1 })).toBe(true)
  expect(idAt(-5)).toBe('00000000-0000-7000-8000-000000000000')
})
