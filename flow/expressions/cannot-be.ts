const DONE: Readonly<Record<string, string>> = {
  '+': 'added',
  '-': 'subtracted from one another',
  '*': 'multiplied',
  '/': 'divided',
  '%': 'divided',
}

/** What two values do not allow, in words: `can’t be multiplied`. */
export function cannotBe(op: string): string {
  return `can’t be ${DONE[op] ?? 'compared'}`
}
