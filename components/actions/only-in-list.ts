import { type Action, isAvailable } from './action'

/** Keys mean a row only while its list or the palette has the focus: Delete on an empty page deletes nothing. */
export function onlyInList(action: Action): Action {
  return {
    ...action,
    when: () => document.activeElement?.closest('[data-row],[role="dialog"]') != null && isAvailable(action),
  }
}
