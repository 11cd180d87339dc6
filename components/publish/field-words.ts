import type { Manifest } from '@/flow/define/manifest'
import type { Change, FieldChange } from '@/flow/draft/changes'
import { isJsonObject } from '@/flow/is-json-object'
import type { Json } from '@/flow/json'
import { fieldsOf } from '../canvas/form-fields'
import { typeOf } from '../canvas/model'

const NAMES: Record<string, string> = {
  label: 'Name',
  type: 'Kind of step',
  typeVersion: 'Version of the step',
  connectionId: 'Account',
  parentId: 'Place in a loop',
  disabled: 'Turned off',
  retry: 'Retries',
  timeoutMs: 'Time limit',
  onError: 'If it fails',
  lines: 'Leads to',
  timeZone: 'Time zone',
  runTimeoutMs: 'A run may take',
  maxSteps: 'Steps in one run',
  maxMegabytes: 'Megabytes in one run',
  errorFlowId: 'Flow that starts on failure',
}

/** What a field is called on the screen where it is set. */
export function fieldName(manifest: Manifest, change: Change, field: string): string {
  if (!field.startsWith('params.')) return NAMES[field] ?? field
  const name = field.slice('params.'.length)
  const type = typeOf(manifest, change.type)
  return (type && fieldsOf(type.input).find((each) => each.name === name)?.title) ?? name
}

const MOST = 400

/** A value as it is written in its field, or as one line of data; names in place of ids where they are known. */
export function valueWords({ field }: FieldChange, value: Json, nameOf: (id: string) => string | undefined): string {
  if (typeof value === 'string')
    return cut(field === 'connectionId' || field === 'parentId' || field === 'errorFlowId' ? (nameOf(value) ?? value) : value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (field === 'lines' && Array.isArray(value)) return cut(value.join(', '))
  return cut(Array.isArray(value) ? value.map(entryWords).join('\n') : JSON.stringify(value))
}

/** An entry of a list on a line of its own: what has a name and a value as the form shows it. */
function entryWords(entry: Json): string {
  if (typeof entry === 'string') return entry
  if (!isJsonObject(entry)) return JSON.stringify(entry)
  const { name, value, ...more } = entry
  if (typeof name !== 'string' || value === undefined || Object.keys(more).length > 0) return JSON.stringify(entry)
  return `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`
}

function cut(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST)} …` : text
}
