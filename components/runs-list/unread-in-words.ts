/** Of values that a search did not read (server/services/runs/in-large-values.ts), and what follows from that. */
export function unreadInWords(count: number): string {
  const what = count === 1 ? '1 value is' : `${count.toLocaleString()} values are`
  return `${what} too large to be searched, so a run may be missing here. Open the run you have in mind to search its data.`
}
