import { expect, it } from 'vitest'
import { mentionQuery, withName } from './mention-query'

it.each([
  ['@', ''],
  ['hello @an', 'an'],
  ['(@ana li', 'ana li'],
  ['（＠ana', 'ana'],
  ['ana@example', null],
  ['@ana\nnext', null],
  ['nothing', null],
])('finds in %j what is looked for', (text, expected) => {
  expect(mentionQuery(text, text.length)).toBe(expected)
})

it('puts the name where it was begun, in the middle of a text, too', () => {
  expect(withName('ask @an about it', 7, 'Ana Lima')).toEqual({ text: 'ask @Ana Lima  about it', caret: 14 })
  expect(withName('＠an', 3, 'Ana Lima')).toEqual({ text: '@Ana Lima ', caret: 10 })
})
