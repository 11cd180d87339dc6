import { isZone } from '../expressions/library/zones'
import type { Problem } from '../graph/problem'
import type { Survey } from './survey'

/** Dates of the flow can be written and counted. */
export function checkSettings({ graph }: Survey): Problem[] {
  const { timeZone } = graph.settings
  if (isZone(timeZone)) return []
  const message = `There is no time zone called ${timeZone}.`
  return [{ code: 'invalid-field', severity: 'error', message, hint: 'Choose another one in the settings of this flow.' }]
}
