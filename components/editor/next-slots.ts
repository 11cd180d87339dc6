import { zoneOffsetMs } from '@/flow/expressions/library/zones'
import type { JsonObject } from '@/flow/json'
import { ScheduleFields } from '@/flow/schedule/fields'
import { nextSlot } from '@/flow/schedule/next-slot'

const SHOWN = 5

export type NextRun = { at: number; when: string; note: string | null }

/** The next runs of a schedule in words; null while it can not be read, and its fields say why. */
export function nextRuns(params: JsonObject, flowZone: string, now: number, locale?: string): { zone: string; slots: NextRun[] } | null {
  const parsed = ScheduleFields.safeParse({ ...params, timeZone: params.timeZone || flowZone })
  if (!parsed.success) return null
  const zone = parsed.data.timeZone || 'UTC'
  try {
    const slots: NextRun[] = []
    for (let at = nextSlot(parsed.data, now); at !== null && slots.length < SHOWN; at = nextSlot(parsed.data, at)) {
      slots.push({ at, when: inWords(at, zone, now, locale), note: noteOf(at, zone) })
    }
    return slots.length > 0 ? { zone, slots } : null
  } catch {
    return null
  }
}

function inWords(at: number, timeZone: string, now: number, locale?: string): string {
  const year = (ms: number) => new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(ms)
  const day = { weekday: 'short', day: 'numeric', month: 'short', ...(year(at) === year(now) ? {} : { year: 'numeric' as const }) } as const
  return new Intl.DateTimeFormat(locale, { timeZone, ...day, hour: '2-digit', minute: '2-digit' }).format(at)
}

/** A day on which the clocks change may hold a surprise. */
function noteOf(at: number, zone: string): string | null {
  const HALF_DAY = 43_200_000
  return zoneOffsetMs(zone, at - HALF_DAY) === zoneOffsetMs(zone, at + HALF_DAY) ? null : 'clocks change'
}
