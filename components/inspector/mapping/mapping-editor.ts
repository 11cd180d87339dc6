import { defaultKeymap } from '@codemirror/commands'
import { EditorState, type Extension } from '@codemirror/state'
import { EditorView, keymap, placeholder } from '@codemirror/view'
import { textLimit } from '../text-limit'
import { type Ask, askAt } from './ask'
import { DRAGGED } from './dragged'
import { dataAt } from './insertion'
import { type NameOf, pills } from './pills'

export type MappingEditorSetup = {
  text: string
  multiline: boolean
  readOnly: boolean
  placeholder: string
  attributes: Record<string, string>
  nameOf: NameOf
  onChange(text: string): void
  onAsk(ask: Ask | null): void
  onFocus(): void
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
        textLimit,
        keymap.of(defaultKeymap.filter(({ key }) => key !== 'Mod-Enter' && key !== 'Mod-/')),
        setup.placeholder ? placeholder(setup.placeholder) : [],
        EditorView.lineWrapping,
        EditorState.readOnly.of(setup.readOnly),
        EditorView.editable.of(!setup.readOnly),
        EditorView.contentAttributes.of({ role: 'textbox', spellcheck: 'false', ...setup.attributes }),
        pills(setup.nameOf),
        setup.readOnly ? [] : dropped,
        EditorView.updateListener.of((update) => {
          if (update.docChanged) setup.onChange(update.state.doc.toString())
          if (update.docChanged || update.selectionSet) setup.onAsk(asked(update.state))
          if (update.focusChanged) (update.view.hasFocus ? setup.onFocus : setup.onBlur)()
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

function asked(state: EditorState): Ask | null {
  const { head, empty } = state.selection.main
  return empty ? askAt(state.doc.toString(), head) : null
}

/** Data dragged from the list of earlier steps lands as a pill where it is let go. */
const dropped = EditorView.domEventHandlers({
  dragover: (event) => event.dataTransfer?.types.includes(DRAGGED) ?? false,
  drop(event, view) {
    const expression = event.dataTransfer?.getData(DRAGGED)
    if (!expression) return false
    event.preventDefault()
    event.stopPropagation()
    const at = view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length
    const { from, to, insert, caret } = dataAt(view.state.doc.toString(), at, expression)
    view.dispatch({ changes: { from, to, insert }, selection: { anchor: caret } })
    view.focus()
    return true
  },
})
