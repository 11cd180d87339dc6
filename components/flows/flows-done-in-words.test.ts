import { expect, it } from 'vitest'
import { doneInWords, leftInWords, thinnedInWords } from './flows-done-in-words'

const NAMES: Record<string, string> = { a: 'Invoices', b: 'Reminder', c: 'Bills', d: 'Orders' }
const left = (why: 'gone' | 'already' | 'unpublished', ...ids: string[]) => ids.map((id) => ({ id, why }))
const nameOf = (id: string) => NAMES[id]

it('says what was done', () => {
  expect(doneInWords('off', 1)).toBe('1 flow is off')
  expect(doneInWords('move', 1_000)).toBe('1,000 flows were moved')
})

it('says what was not done and why, by name where it is known', () => {
  expect(leftInWords('off', [], nameOf)).toBe('')
  expect(leftInWords('on', [...left('gone', 'x'), ...left('already', 'a'), ...left('unpublished', 'b', 'c')], nameOf)).toBe(
    '2 have never been published: Reminder, Bills. 1 was on already: Invoices. 1 is not there any more.',
  )
  expect(leftInWords('pause', left('already', 'a', 'b', 'c', 'd', 'y'), nameOf)).toBe(
    '5 were paused already: Invoices, Reminder, Bills and 2 more.',
  )
})

it('says of which flows something was taken out', () => {
  expect(thinnedInWords([], nameOf)).toBe('')
  expect(thinnedInWords(['a', 'b'], nameOf)).toBe('Keys were taken out of 2: Invoices, Reminder. Each file says which.')
})
