import { EditorState, type Extension } from '@codemirror/state'
import { sayTooMuch } from '../ui/refuse-much'
import { MOST_OF_FIELD } from './most-of-field'

/** Refuses whole what does not fit. What is too long already can still be made shorter. */
export const textLimit: Extension = EditorState.transactionFilter.of((transaction) => {
  const { newDoc, startState, docChanged } = transaction
  if (!docChanged || newDoc.length <= MOST_OF_FIELD || newDoc.length <= startState.doc.length) return transaction
  sayTooMuch(MOST_OF_FIELD)
  return []
})
