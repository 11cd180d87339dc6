import type { JsonObject } from '@/flow/json'
import { ScheduleFields } from '@/flow/schedule/fields'
import { nextSlot } from '@/flow/schedule/next-slot'
import { ServiceError } from '../service-error'

/** When a schedule node is due next, strictly after `after`; null when never again. */
export function nextAt(config: JsonObject, after: Date): Date | null {
  const schedule = ScheduleFields.parse(config)
  try {
    const next = nextSlot(schedule, after.getTime())
    return next === null ? null : new Date(next)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ServiceError('invalid', `The schedule can’t be read: ${reason}`)
  }
}
