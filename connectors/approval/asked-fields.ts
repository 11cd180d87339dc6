import { z } from 'zod'
import type { AskedField } from '@/flow/define/approval'
import { EvidenceSchema } from '@/flow/define/approval'
import { type FileRef, FileRefSchema } from '@/flow/define/file-ref'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { humanLabel } from '@/flow/mapping/human-label'

const MOST = 100
const LONGEST_KEY = 64
const LONGEST_SHOWN = 2_000

/** What a step that reads documents hands on: each value with how sure it is and where it stands (documents.read-invoice). */
const FoundSchema = z.object({ value: z.string(), confidence: z.number(), evidence: EvidenceSchema })
const ReadingSchema = z.object({
  fields: z.record(z.string(), FoundSchema.nullable()),
  currency: z.string().nullish(),
  reasons: z.array(z.string()).default([]),
  file: FileRefSchema.optional(),
})

export type Reading = z.output<typeof ReadingSchema>

/** Null: plain data, which nobody read off a document. */
export function readingIn(values: Json): Reading | null {
  return ReadingSchema.safeParse(values).data ?? null
}

/** The document a reading was taken from, unless another is named. */
export function fileIn(document: Json, reading: Reading | null): FileRef | null {
  const given = Array.isArray(document) ? document[0] : document
  return FileRefSchema.safeParse(given).data ?? reading?.file ?? null
}

/** The values that people decide about, as they read them. A list or an object is shown and not changed by hand. */
export function askedFields(values: Json, editable: boolean): AskedField[] {
  const reading = readingIn(values)
  if (reading) return fieldsOf(reading, editable)
  if (!isJsonObject(values)) return values === null || values === '' ? [] : [plainField('value', values, editable)]
  return Object.entries(values)
    .slice(0, MOST)
    .map(([key, value]) => plainField(key, value, editable))
}

const MONEY = new Set(['net', 'tax', 'total', 'amountDue'])
const LABELS: Readonly<Record<string, string>> = { iban: 'Bank account', vendorTaxId: 'Tax number', total: 'Total', amountDue: 'Still due' }

function fieldsOf({ fields, currency }: Reading, editable: boolean): AskedField[] {
  return Object.entries(fields).flatMap(([key, found]) => {
    if (!found) return []
    const { value, confidence, evidence } = found
    const shown = MONEY.has(key) ? money(value, currency ?? null) : shownOf(value)
    const label = LABELS[key] ?? humanLabel(key)
    return [{ key: key.slice(0, LONGEST_KEY), label, value, shown, editable, confidence: Math.min(1, Math.max(0, confidence)), evidence }]
  })
}

function plainField(key: string, value: Json, editable: boolean): AskedField {
  const isPlain = typeof value !== 'object' || value === null
  return {
    key: key.slice(0, LONGEST_KEY) || 'value',
    label: humanLabel(key).slice(0, 200),
    value,
    shown: shownOf(value),
    editable: editable && isPlain,
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

function shownOf(value: Json): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') return (DAY.test(value) ? day(value) : value).slice(0, LONGEST_SHOWN)
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, LONGEST_SHOWN)
}

function day(value: string): string {
  const date = new Date(`${value}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return value
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(date)
}

/** Money is text: grouping is all that is added to it. */
function money(value: string, currency: string | null): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(value) ?? []
  const amount = whole === '' ? value : `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`
  return currency ? `${currency} ${amount}` : amount
}

/** With what people changed, as the flow goes on with it. */
export function valuesOf(fields: readonly AskedField[]): JsonObject {
  return Object.fromEntries(fields.map(({ key, value }) => [key, value]))
}
