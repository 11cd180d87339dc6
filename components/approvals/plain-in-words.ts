import type { AskedField } from '@/flow/define/approval'
import type { Json } from '@/flow/json'

/** As many digits as a sum of amounts is exact to: `19.950000000000003` is a trace of how computers add. */
const EXACT_DIGITS = 12
const LONG = { letters: 500, lines: 7 }

/** A text, number, yes or no as the person who decides reads it. */
export function plainInWords(value: Json): string {
  if (value === null || value === '') return 'Nothing'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return String(Number.isInteger(value) ? value : Number(value.toPrecision(EXACT_DIGITS)))
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** What was read, to the last letter: `shown` holds the beginning of a long text. */
export function shownInFull({ value, shown }: Pick<AskedField, 'value' | 'shown'>): string {
  return typeof value === 'string' && value.length > shown.length && value.startsWith(shown) ? value : shown
}

export function isLong(text: string): boolean {
  return text.length > LONG.letters || text.split('\n', LONG.lines + 1).length > LONG.lines
}
