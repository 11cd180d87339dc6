import { expect, test } from 'vitest'
import { DbClock } from './db-clock'

/** How far the clock is from the database's, when that is ahead of `performance.now()` by `ahead`. */
function errorOf(clock: DbClock, ahead: number): number {
  return Math.abs(clock.now() - (performance.now() + ahead))
}

test('an answer that was long on its way does not move a clock that is right', () => {
  const clock = new DbClock()
  clock.set(new Date(1_000_000), 500, 502)
  clock.set(new Date(1_003_000), 3_501, 3_901)
  clock.set(new Date(1_006_000), 6_101, 6_501)
  expect(errorOf(clock, 999_500)).toBeLessThan(4)
})

test('a slow first answer is made good by a quick one', () => {
  const clock = new DbClock()
  clock.set(new Date(1_000_000), 100, 501)
  clock.set(new Date(1_002_000), 2_500, 2_501)
  expect(errorOf(clock, 999_500)).toBeLessThan(2)
})

test('a database clock that was set is followed', () => {
  const clock = new DbClock()
  clock.set(new Date(1_000_000), 500, 501)
  clock.set(new Date(4_603_000), 3_500, 3_501)
  expect(errorOf(clock, 4_599_500)).toBeLessThan(2)
})
