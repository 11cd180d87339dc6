/** Keys that mean cards work on the canvas, not beside it. */
export function onCanvas(): boolean {
  const focused = document.activeElement
  return !focused || focused === document.body || focused.id === 'main' || focused.closest('.react-flow') !== null
}

/** The pointer works on the canvas, and the keyboard is not on its way through the page: Tab is free to mean something else. */
export function pointedAtCanvas(): boolean {
  return onCanvas() && document.querySelector('.react-flow:hover') !== null && !document.activeElement?.matches(':focus-visible')
}

/** A plain input has undo of its own. */
export function inPlainField(): boolean {
  const focused = document.activeElement
  return focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement
}

export function nothingMarked(): boolean {
  return window.getSelection()?.isCollapsed ?? true
}
