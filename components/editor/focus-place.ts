/** Keys that mean cards work on the canvas, not beside it. */
export function onCanvas(): boolean {
  const focused = document.activeElement
  return !focused || focused === document.body || focused.id === 'main' || focused.closest('.react-flow') !== null
}

/** The keyboard is on a card that is chosen, and did not come by with Tab: Tab means something there, and Escape frees it. */
export function onChosenCard(): boolean {
  return document.activeElement?.matches('.react-flow__node.selected:not([data-passing])') ?? false
}

/** A plain input has undo of its own. */
export function inPlainField(): boolean {
  const focused = document.activeElement
  return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement
}

export function nothingMarked(): boolean {
  return window.getSelection()?.isCollapsed ?? true
}
