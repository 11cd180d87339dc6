/** Of values that a search did not read. */
export function unreadInWords(count: number): string {
  return count === 1
    ? '1 value of more than 8 MB was not searched.'
    : `${count.toLocaleString('en')} values of more than 8 MB were not searched.`
}
