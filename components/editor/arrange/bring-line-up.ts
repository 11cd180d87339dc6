import { untilThere } from '../until-there'

/** Bringing cards in line need not be on the page before somebody does it. */
export function bringLineUp() {
  return untilThere(() => import('./line-up').then(({ lineUp }) => lineUp))
}
