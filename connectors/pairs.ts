import { z } from 'zod'
import type { FieldMeta } from '@/flow/define/field'

/** A list of names with text values, such as headers and query parameters. Rows without a name are ignored. */
export function textPairs(meta: FieldMeta) {
  return z
    .array(z.object({ name: z.string().meta({ title: 'Name' }), value: z.string().meta({ title: 'Value' }) }))
    .default([])
    .meta({ control: 'pairs', ...meta })
}

export function recordOf<T>(pairs: readonly { name: string; value: T }[]): Record<string, T> {
  return Object.fromEntries(pairs.filter(({ name }) => name.trim() !== '').map(({ name, value }) => [name.trim(), value]))
}
