import { clockOf, utcMs } from '@/flow/expressions/library/dates'
import { clockIn, momentOf } from '@/flow/expressions/library/zones'

const MOST = 60
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const WEEK = 7 * DAY
const WIDTHS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, WEEK, 30 * DAY]
/** 1 January 1970 was a Thursday: weeks begin on the Monday after. */
const FIRST_MONDAY = 4 * DAY

/**
 * When each of about sixty pieces of a time begins, the first one at its start or before. By the clocks of the zone: days begin
 * at its midnight and weeks on its Mondays, also when a change to summer time makes one an hour shorter.
 */
export function piecesOfTime(from: number, to: number, zone: string): { width: number; begins: number[] } {
  const width = WIDTHS.find((each) => (to - from) / each <= MOST) ?? Math.ceil((to - from) / MOST)
  const wall = utcMs(clockIn(zone, from))
  const first = wall - ((wall - (width === WEEK ? FIRST_MONDAY : 0)) % width)
  // An hour that clocks skip or show twice is an hour all the same.
  const beginOf = (at: number) => (width > HOUR ? momentOf(clockOf(first + at * width), zone) : from - (wall - first) + at * width)
  const begins = [beginOf(0)]
  for (let next = beginOf(1); next < to; next = beginOf(begins.length)) begins.push(next)
  return { width, begins }
}
