import { untilThere } from '../until-there'

/** Putting steps into a container and taking them out again need not be on the page before somebody does it. */
export function bringWrap() {
  return untilThere(() => import('./wrap-steps'))
}
