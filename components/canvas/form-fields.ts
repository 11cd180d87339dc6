import type { FieldMeta } from '@/flow/define/field'
import { isShown } from '@/flow/define/is-shown'
import { isJsonObject } from '@/flow/is-json-object'
import type { Json, JsonObject } from '@/flow/json'

/** One field of a form, read from the JSON Schema that a node's zod input became. */
export type FormField = {
  name: string
  title: string
  meta: FieldMeta
  type: FieldType
  control: NonNullable<FieldMeta['control']>
  required: boolean
  default: Json | undefined
  /** Values of an enum. */
  options: readonly string[]
  /** Fields of each entry, when it is a list of records. */
  entry: readonly FormField[]
  isShown: (values: JsonObject) => boolean
}

export type FieldType = 'text' | 'number' | 'yes/no' | 'list' | 'record' | 'any'

const TYPES: Record<string, FieldType> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'yes/no',
  array: 'list',
  object: 'record',
}

const CONTROLS: Record<FieldType, NonNullable<FieldMeta['control']>> = {
  text: 'text',
  number: 'number',
  'yes/no': 'switch',
  list: 'json',
  record: 'json',
  any: 'text',
}

export function fieldsOf(schema: JsonObject): FormField[] {
  const properties = isJsonObject(schema.properties) ? schema.properties : {}
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(properties).flatMap(([name, property]) =>
    isJsonObject(property) ? [fieldOf(name, property, properties, required.includes(name))] : [],
  )
}

export function paramOf(values: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

export function takesMapping(field: FormField): boolean {
  return field.meta.resolve !== 'literal'
}

function fieldOf(name: string, schema: JsonObject, siblings: JsonObject, required: boolean): FormField {
  const meta = schema as FieldMeta // written by zod's .meta() into the same object; unknown keys are simply not read
  const type = (typeof schema.type === 'string' ? TYPES[schema.type] : undefined) ?? (Array.isArray(schema.enum) ? 'text' : 'any')
  const options = Array.isArray(schema.enum) ? schema.enum.filter((value) => typeof value === 'string') : []
  return {
    name,
    title: meta.title ?? name,
    meta,
    type,
    control: meta.control ?? (meta.choices ? 'choice' : options.length > 0 ? 'select' : CONTROLS[type]),
    required: required && schema.default === undefined,
    default: schema.default,
    options,
    entry: isJsonObject(schema.items) ? fieldsOf(schema.items) : [],
    isShown: (values) => isShown(name, siblings, values),
  }
}
