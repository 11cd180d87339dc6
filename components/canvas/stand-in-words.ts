import type { StandIn } from '@/flow/engine/events'

/** On the card, in a word or two. */
export const STAND_IN_BRIEF: Record<StandIn, string> = {
  pin: 'pinned data',
  example: 'not sent: a test',
  approval: 'nobody asked: a test',
  wait: 'not waited: a test',
}

/** Beside the data: what was not done, and where the data is from. */
export const STAND_IN_WORDS: Record<StandIn, { title: string; text: string }> = {
  pin: { title: 'Not run: its data is pinned', text: 'This is what is pinned to the step. Live runs do not use it.' },
  example: { title: 'Not sent: this was a test', text: 'This is the example of this kind of step, so that the rest could go on.' },
  approval: { title: 'Nobody was asked: this was a test', text: 'It went on as if everybody had approved what is there.' },
  wait: { title: 'Not waited: this was a test', text: 'It went on at once, as if the time had passed.' },
}
