import type { Json } from '@/flow/json'
import { parseJson } from '@/flow/parse-json'

export type ValueKind = 'text' | 'number' | 'yes-no' | 'list' | 'data'

/** How a value is written in a form. */
export function kindOf(value: Json): ValueKind {
  if (typeof value === 'string') return 'text'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'yes-no'
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string') ? 'list' : 'data'
}

export function textOf(value: Json): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return kindOf(value) === 'list' && Array.isArray(value) ? value.join('\n') : JSON.stringify(value, null, 2)
}

/** What was written, as a value; `error` says in words why it is none. */
export function valueFrom(kind: ValueKind, text: string): { value: Json } | { error: string } {
  switch (kind) {
    case 'text':
      return { value: text }
    case 'number': {
      const number = Number(text.trim())
      return text.trim() !== '' && Number.isFinite(number) ? { value: number } : { error: 'Write a number, such as 1000 or 0.5.' }
    }
    case 'yes-no':
      return { value: text === 'yes' }
    case 'list':
      return { value: lines(text) }
    case 'data':
      try {
        return { value: parseJson(text) }
      } catch {
        return { error: 'This is not valid JSON.' }
      }
  }
}

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
