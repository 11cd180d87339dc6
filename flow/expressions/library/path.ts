import type { Json } from '@/flow/json'
import { isObjectValue, ownValue } from '../value'

/** `lines[0].name` or `lines.0.name` → its value, undefined where nothing is there. */
export function valueAt(value: Json, path: string): Json | undefined {
  let current: Json | undefined = value
  for (const part of path.split(/\.|\[(\d+)\]\.?/).filter((piece) => piece !== undefined && piece !== '')) {
    if (Array.isArray(current)) current = /^\d+$/.test(part) ? current[Number(part)] : undefined
    else current = isObjectValue(current) ? ownValue(current, part) : undefined
  }
  return current
}
