import { isJsonObject, type Json } from '@/flow/json'

const LENGTH = 60
/** Of a letter that takes two, such as an emoji. */
const HALF = /[\uD800-\uDBFF]$/

/** A real value in a few words. Looks at a bounded piece of it, however large it is. */
export function preview(value: Json): string {
  if (value === null) return 'empty'
  if (typeof value === 'string')
    return value === ''
      ? 'empty'
      : shortened(
          value
            .slice(0, LENGTH * 2)
            .replace(/\s+/g, ' ')
            .trim(),
          value.length,
        )
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return counted(value.length, 'entry', 'entries')
  const file = value.$file
  if (isJsonObject(file) && typeof file.name === 'string') return shortened(file.name.slice(0, LENGTH * 2), file.name.length)
  return counted(Object.keys(value).length, 'field', 'fields')
}

function shortened(text: string, fullLength: number): string {
  return text.length > LENGTH || fullLength > LENGTH * 2 ? `${text.slice(0, LENGTH - 1).replace(HALF, '')}…` : text
}

function counted(count: number, one: string, many: string): string {
  return count === 0 ? 'empty' : `${count.toLocaleString()} ${count === 1 ? one : many}`
}
