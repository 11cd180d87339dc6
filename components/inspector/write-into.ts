import type { EditorView } from '@codemirror/view'
import { smallestChange } from '@/flow/smallest-change'

/** Text from elsewhere, or taken back, comes into a field that may be in use: the caret stays among the letters that are still there. */
export function writeInto(editor: EditorView, text: string): void {
  const now = editor.state.doc.toString()
  // As the editor writes the ends of lines.
  const wanted = text.replace(/\r\n?/g, '\n')
  if (now !== wanted) editor.dispatch({ changes: smallestChange(now, wanted) })
}
