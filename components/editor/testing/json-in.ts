import type { Json } from '@/flow/json'

/** JSON as a person types it; nothing at all is an empty record. */
export function jsonIn(text: string): { value: Json } | { error: string } {
  if (text.trim() === '') return { value: {} }
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { error: `This is not JSON yet: ${error instanceof Error ? error.message : 'it cannot be read'}.` }
  }
}
