import { untilThere } from '../until-there'

/** Pasting reads every mapping that is pasted; the language's parser for that need not be on the page before. */
export function bringPaste() {
  return untilThere(() => import('@/flow/draft/paste').then(({ pasteOf }) => pasteOf))
}
