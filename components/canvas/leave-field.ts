/** Out of a field on a note or a frame, back to that. */
export function leaveField(field: HTMLElement) {
  const around = field.closest<HTMLElement>('.react-flow__node')
  field.blur()
  around?.focus({ preventScroll: true })
}
