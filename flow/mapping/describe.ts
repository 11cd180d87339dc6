import { type Reference, referencesOfExpression } from '@/flow/expressions/references'
import { humanLabel } from './human-label'

/** What a mapping's pill says: words for plain data, shortened code for anything that computes. */
export type PillWords = { kind: 'path'; words: string[]; text: string } | { kind: 'code'; text: string }

const CODE_LENGTH = 40

/** `steps.readInvoice.total` → "Read invoice ▸ Total", with the labels of the nodes by their keys. */
export function describeExpression(source: string, labels: ReadonlyMap<string, string>): PillWords {
  const trimmed = source.trim()
  const [only, ...others] = referencesOfExpression(trimmed)
  if (!only || others.length > 0 || !only.complete || only.start !== 0 || only.end !== trimmed.length) {
    return { kind: 'code', text: shortened(trimmed) }
  }
  const words = [...startOf(only, labels), ...only.path.map((part) => (typeof part === 'number' ? `#${part + 1}` : humanLabel(part)))]
  return { kind: 'path', words, text: words.join(' ▸ ') }
}

function startOf({ root, key }: Reference, labels: ReadonlyMap<string, string>): string[] {
  if (key !== undefined) return [labels.get(key) || humanLabel(key)]
  if (root === 'steps') return ['Steps']
  return [humanLabel(root)]
}

function shortened(code: string): string {
  const line = code.replace(/\s+/g, ' ')
  return line.length > CODE_LENGTH ? `${line.slice(0, CODE_LENGTH - 1)}…` : line
}
