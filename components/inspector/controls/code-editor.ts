import { defaultKeymap, indentWithTab } from '@codemirror/commands'
import { EditorState } from '@codemirror/state'
import { type Command, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { textLimit } from '../text-limit'

export type CodeEditorSetup = {
  text: string
  readOnly: boolean
  placeholder: string
  attributes: Record<string, string>
  onChange(text: string): void
}

/** Lines with their numbers; Tab indents, and after Escape leads on. */
export function createCodeEditor(parent: HTMLElement, setup: CodeEditorSetup): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: setup.text,
      extensions: [
        keymap.of([{ key: 'Escape', run: escapeOnce() }]),
        keymap.of(defaultKeymap.filter(({ key }) => key !== 'Mod-Enter' && key !== 'Mod-/')),
        keymap.of([indentWithTab]),
        textLimit,
        lineNumbers(),
        setup.placeholder ? placeholder(setup.placeholder) : [],
        EditorView.lineWrapping,
        EditorState.readOnly.of(setup.readOnly),
        EditorView.editable.of(!setup.readOnly),
        EditorView.contentAttributes.of({
          role: 'textbox',
          spellcheck: 'false',
          autocorrect: 'off',
          autocapitalize: 'off',
          ...setup.attributes,
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) setup.onChange(update.state.doc.toString())
        }),
      ],
    }),
  })
}

const TIME_TO_TAB_MS = 2_000

/** The first Escape stays in the editor, so that Tab can lead on from it; another one, soon after, leads out. */
function escapeOnce(): Command {
  let before = Number.NEGATIVE_INFINITY
  return (view) => {
    const now = performance.now()
    if (now - before < TIME_TO_TAB_MS) return false
    before = now
    view.setTabFocusMode(TIME_TO_TAB_MS)
    return true
  }
}
