/** Keys that mean cards work on the canvas, not beside it. */
export function onCanvas(): boolean {
  const focused = document.activeElement
  return !focused || focused === document.body || focused.id === 'main' || focused.closest('.react-flow') !== null
}

/** A plain input has undo of its own. */
export function inPlainField(): boolean {
  const focused = document.activeElement
  return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement
}

export function nothingMarked(): boolean {
  return window.getSelection()?.isCollapsed ?? true
}
