/** `Cancelled by Anna, tidying up: 2 of 3 steps`. Null: there is nothing to say that the status doesn't. */
export function cancelInWords(name: string | null, tidying: { done: number; total: number } | null, isOver: boolean): string | null {
  const who = name === null ? 'Cancelled' : `Cancelled by ${name}`
  if (!tidying) return name === null ? null : who
  const { done, total } = tidying
  const steps = `${done.toLocaleString()} of ${total.toLocaleString()} ${total === 1 ? 'step' : 'steps'}`
  if (!isOver) return `${who}, tidying up: ${steps}`
  return done === total ? `${who}, and tidied up` : `${who}. Tidied up: ${steps}.`
}
