import { readDate } from '@/flow/expressions/library/dates'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'

export type FieldType = 'text' | 'number' | 'yes/no' | 'date' | 'list' | 'object' | 'nothing' | 'file' | 'any'

export function typeOfSample(value: Json): FieldType {
  if (value === null) return 'nothing'
  if (typeof value === 'string') return value.length <= 35 && readDate(value) ? 'date' : 'text'
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'yes/no'
  if (Array.isArray(value)) return 'list'
  return isJsonObject(value.$file) ? 'file' : 'object'
}

export function typeOfSchema(schema: JsonObject): FieldType {
  const type = Array.isArray(schema.type) ? schema.type.find((name) => name !== 'null') : schema.type
  if (type === 'string') return schema.format === 'date' || schema.format === 'date-time' ? 'date' : 'text'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'boolean') return 'yes/no'
  if (type === 'array') return 'list'
  if (type === 'null') return 'nothing'
  if (type === 'object') return isJsonObject(schema.properties) && Object.hasOwn(schema.properties, '$file') ? 'file' : 'object'
  return 'any'
}
