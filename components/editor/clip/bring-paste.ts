import { untilThere } from '../until-there'

/** Pasting reads what is on the clipboard, and every mapping that is pasted; none of that need be on the page before. */
export function bringPaste() {
  return untilThere(async () => {
    const [read, place, paste] = await Promise.all([import('./read-clip'), import('./place-of-clip'), import('@/flow/draft/paste')])
    return { readClip: read.readClip, placeOfClip: place.placeOfClip, pasteOf: paste.pasteOf }
  })
}
