import { defaultKeymap } from '@codemirror/commands'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { type NameOf, pills } from './pills'

/** `/` and what follows it up to the caret: the wish to pick data. */
export type Slash = { from: number; to: number; query: string }

export type MappingEditorSetup = {
  text: string
  multiline: boolean
  readOnly: boolean
  placeholder: string
  attributes: Record<string, string>
  nameOf: NameOf
  onChange(text: string): void
  onSlash(slash: Slash | null): void
  onBlur(): void
  /** Keys for the open pick list; true when it took the key. */
  onKey(key: 'ArrowDown' | 'ArrowUp' | 'Enter' | 'Escape' | 'Tab'): boolean
}

export function createMappingEditor(parent: HTMLElement, setup: MappingEditorSetup): EditorView {
  const take = (key: Parameters<MappingEditorSetup['onKey']>[0]) => ({ key, run: () => setup.onKey(key) })
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: setup.text,
      extensions: [
        keymap.of([take('ArrowDown'), take('ArrowUp'), take('Enter'), take('Escape'), take('Tab')]),
        setup.multiline ? [] : oneLine,
        keymap.of(defaultKeymap.filter(({ key }) => key !== 'Mod-Enter' && key !== 'Mod-/')),
        setup.placeholder ? placeholder(setup.placeholder) : [],
        EditorView.lineWrapping,
        EditorState.readOnly.of(setup.readOnly),
        EditorView.editable.of(!setup.readOnly),
        EditorView.contentAttributes.of({ role: 'textbox', spellcheck: 'false', ...setup.attributes }),
        pills(setup.nameOf),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) setup.onChange(update.state.doc.toString())
          if (update.docChanged || update.selectionSet) setup.onSlash(slashAt(update.state))
          if (update.focusChanged && !update.view.hasFocus) setup.onBlur()
        }),
      ],
    }),
  })
}

/** Line breaks, typed or pasted, become spaces. */
const oneLine: Extension = [
  EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged || transaction.newDoc.lines === 1) return transaction
    const text = transaction.newDoc.toString().replace(/\s*\n\s*/g, ' ')
    return {
      changes: { from: 0, to: transaction.startState.doc.length, insert: text },
      selection: { anchor: Math.min(transaction.newSelection.main.head, text.length) },
    }
  }),
  keymap.of([{ key: 'Enter', run: () => true }]),
]

/** Only at the start or after a space, so that addresses and dates can be typed. */
function slashAt(state: EditorState): Slash | null {
  const { head, empty } = state.selection.main
  if (!empty) return null
  const before = state.doc.sliceString(Math.max(0, head - 60), head)
  const found = /(?:^|[\s}])\/([^/\s{}]*(?: [^/\s{}]*)?)$/.exec(before)
  const query = found?.[1]
  return query === undefined ? null : { from: head - query.length - 1, to: head, query }
}
