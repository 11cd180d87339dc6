import { isZone } from '../expressions/library/zones'
import type { Problem } from '../graph/problem'
import { ScheduleFields } from '../schedule/fields'
import { nextSlot } from '../schedule/next-slot'
import type { Survey } from './survey'

/** A schedule can be read, and will come. Anything that ever comes does so after the first day of 2024. */
export function checkSchedules(survey: Survey): Problem[] {
  return survey.graph.nodes.flatMap((node): Problem[] => {
    if (node.disabled || survey.typeOf(node)?.source !== 'schedule') return []
    const problem = (field: string, message: string, hint?: string): Problem[] => [
      { severity: 'error', code: 'invalid-field', nodeId: node.id, field, message, ...(hint === undefined ? {} : { hint }) },
    ]
    const parsed = ScheduleFields.safeParse(node.params)
    if (!parsed.success) return [] // what does not fit is told field by field
    const { unit, weekday, weekdays, at } = parsed.data
    if (unit === 'weeks' && weekday === 'some' && weekdays.length === 0) return problem('weekdays', 'Choose at least one day.')
    if (at.trim() === '' && unit !== 'cron') return problem('at', 'Write the time as 09:30.')
    if (!isZone(parsed.data.timeZone || 'UTC'))
      return problem('timeZone', `There is no time zone called ${parsed.data.timeZone}.`, 'Write it like Europe/Berlin or UTC.')
    try {
      return nextSlot(parsed.data, FROM) === null ? problem('cron', 'No day is like this: it would never start.') : []
    } catch (error) {
      return problem('cron', error instanceof Error ? error.message : 'This can not be read.', 'Write it like 0 9 * * 1-5.')
    }
  })
}

const FROM = Date.UTC(2024, 0, 1)
