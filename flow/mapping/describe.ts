import { type PlainPath, plainPath } from '@/flow/expressions/plain-path'
import { humanLabel } from './human-label'

/** What a mapping's pill says: words for plain data, shortened code for anything that computes. */
export type PillWords = { kind: 'path'; words: string[]; text: string } | { kind: 'code'; text: string }

const CODE_LENGTH = 40

/** `steps.readInvoice.total` → "Read invoice ▸ Total", with the labels of the nodes by their keys. */
export function describeExpression(source: string, labels: ReadonlyMap<string, string>): PillWords {
  const trimmed = source.trim()
  const path = plainPath(trimmed)
  if (!path) return { kind: 'code', text: shortened(trimmed) }
  const words = wordsOf(path, labels)
  return { kind: 'path', words, text: words.join(' ▸ ') }
}

function wordsOf({ root, steps }: PlainPath, labels: ReadonlyMap<string, string>): string[] {
  const [key, ...inside] = steps
  const ofStep = root === 'steps' && typeof key === 'string'
  const start = ofStep ? labels.get(key) || humanLabel(key) : humanLabel(root)
  return [start, ...(ofStep ? inside : steps).map((part) => (typeof part === 'number' ? `#${part + 1}` : humanLabel(part)))]
}

function shortened(code: string): string {
  const line = code.replace(/\s+/g, ' ')
  return line.length > CODE_LENGTH ? `${line.slice(0, CODE_LENGTH - 1)}…` : line
}
