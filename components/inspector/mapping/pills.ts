import { type EditorState, type Extension, type RangeSet, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view'
import type { ReferenceName } from '@/components/canvas/reference-name'
import { parseTemplate } from '@/flow/expressions/parse-template'

/** Says how the data an expression maps is called. */
export type NameOf = (source: string) => ReferenceName & { broken: boolean }

/** Names or problems have changed: pills are drawn anew. */
export const renamed = StateEffect.define()

class Pill extends WidgetType {
  readonly #name: ReferenceName & { broken: boolean }

  constructor(name: ReferenceName & { broken: boolean }) {
    super()
    this.#name = name
  }

  override eq(other: Pill): boolean {
    return other.#name.name === this.#name.name && other.#name.path === this.#name.path && other.#name.broken === this.#name.broken
  }

  override toDOM(): HTMLElement {
    const { name, path, broken } = this.#name
    const pill = document.createElement('span')
    pill.className = broken ? 'mapping-pill mapping-pill-broken' : 'mapping-pill'
    pill.textContent = broken ? path : name
    pill.title = path
    return pill
  }

  override ignoreEvent(): boolean {
    return false
  }
}

/**
 * Shows each whole `{{ … }}` as a pill that the caret steps over and Backspace removes. The text itself stays what it is:
 * copy, paste, input methods and undo work on it. With the caret inside (a click on the pill) it shows as written.
 */
export function pills(nameOf: NameOf): Extension {
  const field = StateField.define<{ all: DecorationSet; atoms: RangeSet<Decoration> }>({
    create: (state) => decorate(state, nameOf),
    update: (value, transaction) =>
      transaction.docChanged || transaction.selection || transaction.effects.some((effect) => effect.is(renamed))
        ? decorate(transaction.state, nameOf)
        : value,
    provide: (self) => [
      EditorView.decorations.from(self, (value) => value.all),
      EditorView.atomicRanges.of((view) => view.state.field(self).atoms),
    ],
  })
  return [field, openOnClick]
}

const written = Decoration.mark({ class: 'mapping-written' })

function decorate(state: EditorState, nameOf: NameOf): { all: DecorationSet; atoms: RangeSet<Decoration> } {
  const all = new RangeSetBuilder<Decoration>()
  const atoms = new RangeSetBuilder<Decoration>()
  const { from, to } = state.selection.main
  for (const part of parseTemplate(state.doc.toString())) {
    if (part.kind !== 'expression') continue
    const caretInside = from > part.start && to < part.end
    if (!part.closed || part.source === '' || caretInside) {
      all.add(part.start, part.end, written)
      continue
    }
    const pill = Decoration.replace({ widget: new Pill(nameOf(part.source)) })
    all.add(part.start, part.end, pill)
    atoms.add(part.start, part.end, pill)
  }
  return { all: all.finish(), atoms: atoms.finish() }
}

const openOnClick = EditorView.domEventHandlers({
  mousedown(event, view) {
    const pill = event.target instanceof Element ? event.target.closest('.mapping-pill') : null
    if (!pill) return false
    const start = view.posAtDOM(pill)
    const part = parseTemplate(view.state.doc.toString()).find((each) => each.start === start)
    if (part?.kind !== 'expression') return false
    event.preventDefault()
    view.dispatch({ selection: { anchor: part.sourceStart + part.source.length } })
    view.focus()
    return true
  },
})
