import type { ChosenCount } from './types'

export type Verb = 'start' | 'stop' | 'cancel'

const HELD_FOR = { start: 'again', stop: 'goOn', cancel: 'cancel' } as const
const OTHERS = { start: 'are still going on', stop: 'have not stopped on the way', cancel: 'are over, or are being cancelled' }

/** How many are chosen; null where there are more than are counted. */
export function howMany({ ended, goingOn, most }: ChosenCount): number | null {
  return ended < most && goingOn < most ? ended + goingOn : null
}

/** `All that match: 3 ended, 2 going on`. */
export function matchInWords({ ended, goingOn, most }: ChosenCount): string {
  const some = (count: number, word: string) => count > 0 && `${count.toLocaleString()} ${count < most ? '' : 'or more '}${word}`
  return `All that match: ${[some(ended, 'ended'), some(goingOn, 'going on')].filter(Boolean).join(', ')}`
}

/** To how many of `of` runs it is done, and why not to the others. Nothing where it is done to all of them. */
export function heldForInWords(verb: Verb, doable: ChosenCount, of: number | null): string {
  const holds = doable[HELD_FOR[verb]]
  if (of !== null && holds >= of) return ''
  if (holds >= doable.most) return `This is done for the newest ${holds.toLocaleString()} of them. `
  return `This holds for ${holds.toLocaleString()} of them; the others ${OTHERS[verb]}. `
}
