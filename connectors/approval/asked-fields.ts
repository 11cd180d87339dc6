import type { AskedField } from '@/flow/define/approval'
import { NodeError } from '@/flow/define/node-error'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'
import { humanLabel } from '@/flow/mapping/human-label'
import { FIELD_NAMES, type FieldName } from '../documents/invoice/reading'
import { InvoiceOutput } from '../documents/invoice-output'
import { shown, shownAmount, shownDate, shownIban } from './shown'

const MOST = 100
const LARGEST_VALUE = 8_000

/** Shown even when they were not found: a bill without them can't be paid. */
const NEEDED: ReadonlySet<FieldName> = new Set(['vendor', 'invoiceNumber', 'invoiceDate', 'total'])
const AMOUNTS: ReadonlySet<FieldName> = new Set(['net', 'tax', 'total', 'amountDue'])
const DATES: ReadonlySet<FieldName> = new Set(['invoiceDate', 'dueDate'])

/** A whole reading of an invoice, or any record; what is added by name comes last and wins over what has its name. */
export function askedFields(data: Json, more: readonly { name: string; value: Json }[], editable: boolean): AskedField[] {
  const named = more.filter(({ name }) => name.trim() !== '').map(({ name, value }) => plainField(name.trim(), value, editable))
  const fields = [...fieldsOfData(data, editable), ...named]
  const byKey = new Map(fields.map((field) => [field.key, field]))
  if (byKey.size > MOST) {
    throw new NodeError('approval_too_many_values', `${byKey.size} values are too many to decide about; ${MOST} can be shown.`, {
      retry: false,
      hint: 'Pick the ones that matter.',
    })
  }
  return [...byKey.values()]
}

export function readingIn(data: Json): InvoiceOutput | null {
  return InvoiceOutput.safeParse(data).data ?? null
}

function fieldsOfData(data: Json, editable: boolean): AskedField[] {
  const reading = readingIn(data)
  if (reading) return FIELD_NAMES.flatMap((name) => fieldOfReading(reading, name, editable))
  if (isJsonObject(data)) return Object.entries(data).map(([name, value]) => plainField(name, value, editable, humanLabel(name)))
  return data === null || data === '' ? [] : [plainField('value', data, editable, 'Value')]
}

function fieldOfReading(reading: InvoiceOutput, name: FieldName, editable: boolean): AskedField[] {
  const value = reading[name]
  if (value === null && !NEEDED.has(name)) return []
  const found = reading.fields[name]
  const field: AskedField = { key: name, label: labelOf(name), value, shown: shownOfReading(reading, name), editable }
  return [found ? { ...field, confidence: found.confidence, evidence: found.evidence } : field]
}

function shownOfReading({ currency, ...reading }: InvoiceOutput, name: FieldName): string {
  const value = name === 'currency' ? currency : reading[name]
  if (value === null) return ''
  if (AMOUNTS.has(name)) return shownAmount(value, currency)
  if (DATES.has(name)) return shownDate(value)
  return name === 'iban' ? shownIban(value) : value
}

function labelOf(name: FieldName): string {
  return InvoiceOutput.shape[name].meta()?.title ?? name
}

/** `label`: a name that somebody gave stands as they wrote it. */
function plainField(name: string, value: Json, editable: boolean, label = name): AskedField {
  if (JSON.stringify(value).length > LARGEST_VALUE) {
    throw new NodeError('approval_value_too_large', `The value “${name.slice(0, 64)}” is too large to be shown to people.`, {
      retry: false,
      hint: 'Pick the part that matters, or attach it as a document.',
    })
  }
  const isPlain = value === null || typeof value !== 'object'
  return { key: name.slice(0, 64), label: label.slice(0, 200), value, shown: shown(value), editable: editable && isPlain }
}

/** As the step goes on with them: by key, as they were read. */
export function valuesOf(fields: readonly AskedField[]): JsonObject {
  return Object.fromEntries(fields.map(({ key, value }) => [key, value]))
}
