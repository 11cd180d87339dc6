import { expect, it } from 'vitest'
import { heldForInWords, howMany, matchInWords } from './chosen-in-words'

const few = { ended: 3, goingOn: 2, again: 3, goOn: 1, cancel: 2, most: 1_000 }
const many = { ended: 1_000, goingOn: 360, again: 1_000, goOn: 778, cancel: 360, most: 1_000 }

it('says how many match as far as they are counted', () => {
  expect([howMany(few), matchInWords(few)]).toEqual([5, 'All that match: 3 ended, 2 going on'])
  expect([howMany(many), matchInWords(many)]).toEqual([null, 'All that match: 1,000 or more ended, 360 going on'])
  // More than a thousand, but each of them is counted.
  expect(howMany({ ...many, ended: 700, goingOn: 400 })).toBe(1_100)
})

it('says for how many of them a thing is done, and why not for the others', () => {
  expect(heldForInWords('stop', few, 5)).toBe('This holds for 1 of them; the others have not stopped on the way. ')
  expect(heldForInWords('start', { ...few, goingOn: 0 }, 3)).toBe('')
  expect(heldForInWords('start', many, 1_000)).toBe('')
  expect(heldForInWords('stop', many, null)).toBe('This holds for 778 of them; the others have not stopped on the way. ')
  expect(heldForInWords('start', many, null)).toBe('This is done for the newest 1,000 of them. ')
  expect(heldForInWords('cancel', { ...many, goingOn: 1_000, cancel: 1_000 }, null)).toBe('This is done for the newest 1,000 of them. ')
})
