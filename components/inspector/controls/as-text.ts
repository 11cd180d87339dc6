import { hasExpression } from '@/flow/expressions/parse-template'
import type { Json } from '@/flow/json'

/** A parameter as it is written in a field. */
export function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value)
}

/** A number field: a number as soon as it reads like one, a mapping or half-typed text until then, nothing when empty. */
export function numberFromText(text: string): Json | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  return /^-?(\d+\.?\d*|\.\d+)(e-?\d+)?$/i.test(trimmed) ? Number(trimmed) : text
}

/** A field for any value: numbers and yes/no keep their type when written the plain way; `007` and `1.0` stay text. */
export function anyFromText(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true'
  const number = Number(text)
  return text !== '' && String(number) === text && Number.isFinite(number) ? number : text
}

/** A JSON field: data once it parses, the text as written until then. Text in quotes stays as written. */
export function jsonFromText(text: string): Json | undefined {
  if (text.trim() === '') return undefined
  try {
    const parsed: Json = JSON.parse(text)
    return typeof parsed === 'string' ? text : parsed
  } catch {
    return text // half-typed, plain words or a mapping
  }
}

/** Looks like data, but is not (yet): said under the field. */
export function jsonTrouble(text: string): string | null {
  const trimmed = text.trim()
  if (!/^[[{]/.test(trimmed) || trimmed.startsWith('{{')) return null
  try {
    JSON.parse(trimmed)
    return null
  } catch (error) {
    const bare = hasExpression(trimmed) ? ' Mapped data stands in quotes: "{{ … }}".' : ''
    return `This is not JSON yet: ${error instanceof Error ? error.message : 'it cannot be read'}.${bare}`
  }
}
