import type { Schedule } from './fields'
import { nextSlot } from './next-slot'

/** A slot that is this late was missed; what is younger is merely late. */
const MISSED_AFTER_MS = 5 * 60_000
const HOUR = 3_600_000
/** How far back to look first, and then: an outage of a year does not cost a walk through all its minutes. */
const BACK = [HOUR, 24 * HOUR, 60 * 24 * HOUR, Number.POSITIVE_INFINITY]

/**
 * What a schedule owes at `now` when its first slot not started yet is `dueAt`: the slots to start, oldest first, and the
 * one after.
 */
export function dueSlots(schedule: Schedule, dueAt: number, now: number): { slots: number[]; next: number | null } {
  const most = schedule.catchUp === 'each' ? schedule.catchUpMost : 1
  const { slots, next } = latest(schedule, dueAt, now, most)
  if (schedule.catchUp === 'each') return { slots: slots.slice(-most), next }
  const late = slots.filter((slot) => now - slot <= MISSED_AFTER_MS)
  return { slots: late.length > 0 || schedule.catchUp === 'skip' ? late : slots.slice(-1), next }
}

function latest(schedule: Schedule, dueAt: number, now: number, most: number): { slots: number[]; next: number | null } {
  for (const back of BACK) {
    const from = Math.max(dueAt, now - back)
    const slots = from === dueAt ? [dueAt] : []
    let next = nextSlot(schedule, from === dueAt ? dueAt : from - 1)
    for (; next !== null && next <= now; next = nextSlot(schedule, next)) slots.push(next)
    if (from === dueAt || slots.length >= most) return { slots, next }
  }
  throw new Error('The last look begins at the first slot')
}
