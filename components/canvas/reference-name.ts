import { describeExpression } from '@/flow/mapping/describe'

/** How mapped data is called on screen: short on the pill, the whole way when pointed at. */
export type ReferenceName = { name: string; path: string }

export function nameOfExpression(source: string, labels: ReadonlyMap<string, string>): ReferenceName {
  const words = describeExpression(source, labels)
  if (words.kind === 'code') return { name: words.text, path: source }
  const last = words.words.at(-1) ?? words.text
  const before = words.words.at(-2)
  return { name: last.startsWith('#') && before ? `${before} ${last}` : last, path: words.text }
}
