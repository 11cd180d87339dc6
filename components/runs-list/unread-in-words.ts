/** Of values that a search did not read. */
export function unreadInWords(count: number): string {
  return count === 1 ? '1 very large value was not searched.' : `${count.toLocaleString('en')} very large values were not searched.`
}
