import { EditorState } from '@codemirror/state'
import { expect, test } from 'vitest'
import { MOST_OF_FIELD } from './most-of-field'
import { textLimit } from './text-limit'

const novel = 'x'.repeat(MOST_OF_FIELD)

test('what does not fit is refused whole, and what is too long can be made shorter', () => {
  const state = EditorState.create({ doc: 'Before ', extensions: [textLimit] })
  expect(state.update({ changes: { from: 7, insert: novel } }).newDoc.toString()).toBe('Before ')
  expect(state.update({ changes: { from: 0, to: 7, insert: novel } }).newDoc.length).toBe(MOST_OF_FIELD)
  const long = EditorState.create({ doc: `${novel}more`, extensions: [textLimit] })
  expect(long.update({ changes: { from: 0, to: 2 } }).newDoc.length).toBe(MOST_OF_FIELD + 2)
})
