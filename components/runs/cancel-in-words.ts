type By = { name: string | null; because: string | null }

/** `Cancelled by Anna, tidying up: 2 of 3 steps`. Null: there is nothing to say that the status doesn't. */
export function cancelInWords(by: By | undefined, tidying: { done: number; total: number } | null, isOver: boolean): string | null {
  const who = by?.because ? `Cancelled because ${by.because}` : by?.name ? `Cancelled by ${by.name}` : 'Cancelled'
  if (!tidying) return who === 'Cancelled' ? null : who
  const { done, total } = tidying
  const steps = `${done.toLocaleString()} of ${total.toLocaleString()} ${total === 1 ? 'step' : 'steps'}`
  if (!isOver) return `${who}, tidying up: ${steps}`
  return done === total ? `${who}, and tidied up` : `${who}. Tidied up: ${steps}.`
}
