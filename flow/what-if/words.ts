import { asText } from '../expressions/as-text'
import type { Json } from '../json'
import { humanLabel } from '../mapping/human-label'
import type { Change } from './json-diff'

const SHORT = 80

/** `['lines', 1, 'unitAmount']` → “Lines › 2 › Unit amount”; nothing for the value itself. */
export function pathInWords(path: Change['path']): string {
  return path.map((part) => (typeof part === 'number' ? String(part + 1) : humanLabel(part))).join(' › ')
}

export function shortValue(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  if (value === null || value === '') return 'empty'
  const text = typeof value === 'string' ? value : asText(value)
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > SHORT ? `${line.slice(0, SHORT - 1)}…` : line
}

/** “Total: 90 → 108”; “Note: new, Hello”. */
export function changeInWords({ path, before, after }: Change): string {
  const where = pathInWords(path)
  return `${where === '' ? '' : `${where}: `}${shortValue(before)} → ${shortValue(after)}`
}
