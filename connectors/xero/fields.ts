import { z } from 'zod'
import type { FieldMeta } from '@/flow/define/field'

/**
 * Text that a mapping may leave empty: an invoice without a due date gives null. Numbers are taken as they are written,
 * so that an amount may come from anywhere.
 */
export function given(meta: FieldMeta, most = 1_000) {
  return written(most).default('').transform(asText).meta(meta)
}

/** As above, and the editor asks for it. */
export function needed(meta: FieldMeta, most = 1_000) {
  return written(most).transform(asText).meta(meta)
}

export const BillId = needed({ title: 'Bill', placeholder: 'Pick the bill id of an earlier step' }, 100)

function written(most: number) {
  return z.union([z.string().max(most), z.number(), z.null()])
}

function asText(value: string | number | null): string {
  return value === null ? '' : String(value).trim()
}
