import type { FieldMeta } from '@/flow/define/field'
import type { ManifestNode } from '@/flow/define/manifest'
import { parseTemplate } from '@/flow/expressions/parse-template'
import { isJsonObject } from '@/flow/is-json-object'
import type { Json, JsonObject } from '@/flow/json'
import { type FormField, fieldsOf, paramOf } from './form-fields'
import { nameOfExpression } from './reference-name'
import { rowFieldsOf } from './row-fields'

/** A sentence on a card: plain words, values typed in, data mapped in, and gaps where something is still to be filled in. */
export type SentencePart =
  | { kind: 'words'; text: string }
  | { kind: 'value'; text: string }
  | { kind: 'pill'; text: string; path: string }
  | { kind: 'gap'; text: string }

const LONGEST_VALUE = 60

const NO_NAMES: ReadonlyMap<string, string> = new Map()

/** `labels` are steps by key, `flows` names of flows by id. `[…]` of a sentence is left out unless every field in it is shown and filled in. */
export function sentenceParts(
  type: ManifestNode,
  params: JsonObject,
  labels: ReadonlyMap<string, string>,
  flows: ReadonlyMap<string, string> = NO_NAMES,
): SentencePart[] {
  const fields = fieldsOf(type.input)
  return type.sentence.split(/(\[[^\]]*\])/).flatMap((piece) => {
    const optional = piece.startsWith('[')
    const parts = piecesOf(optional ? piece.slice(1, -1) : piece, fields, params, { labels, flows })
    return optional && parts.some((part) => part.kind === 'gap') ? [] : parts
  })
}

type Names = { labels: ReadonlyMap<string, string>; flows: ReadonlyMap<string, string> }

function piecesOf(text: string, fields: readonly FormField[], params: JsonObject, names: Names): SentencePart[] {
  return text.split(/(\{\{\w+\}\})/).flatMap((piece): SentencePart[] => {
    const name = /^\{\{(\w+)\}\}$/.exec(piece)?.[1]
    if (name === undefined) return piece ? [{ kind: 'words', text: piece }] : []
    const field = fields.find((each) => each.name === name)
    if (!field?.isShown(params)) return [{ kind: 'gap', text: '' }]
    const value = valueIn(params, field)
    const parts = value === undefined ? [] : partsOf(value, field, optionsOf(field, fields, params), names)
    return parts.length > 0 ? parts : [{ kind: 'gap', text: field.meta.gap ?? field.title.toLowerCase() }]
  })
}

function valueIn(params: JsonObject, field: FormField): Json | undefined {
  return paramOf(params, field.name) ?? field.default
}

function optionsOf({ meta }: FormField, fields: readonly FormField[], params: JsonObject): FieldMeta['options'] {
  const count = fields.find(({ name }) => name === meta.singular?.param)
  return count && valueIn(params, count) === 1 ? meta.singular?.options : meta.options
}

function partsOf(value: Json, field: FormField, options: FieldMeta['options'], { labels, flows }: Names): SentencePart[] {
  if (field.control === 'flow' && typeof value === 'string' && value !== '')
    return [{ kind: 'value', text: flows.get(value) ?? 'another flow' }]
  if (typeof value === 'string') return partsOfText(options?.[value] ?? value, labels)
  if (Array.isArray(value)) return partsOfList(value, field, labels)
  if (value === null) return []
  if (isJsonObject(value)) return Object.keys(value).length > 0 ? [{ kind: 'value', text: Object.keys(value).join(', ') }] : []
  if (typeof value === 'boolean' && options) {
    const text = options[String(value)]
    return text === undefined ? [] : [{ kind: 'value', text }]
  }
  return [{ kind: 'value', text: typeof value === 'number' ? value.toLocaleString() : value ? 'yes' : 'no' }]
}

export function partsOfText(text: string, labels: ReadonlyMap<string, string>): SentencePart[] {
  return parseTemplate(text).flatMap((part): SentencePart[] => {
    if (part.kind === 'text')
      return part.text.trim() === '' ? [{ kind: 'words', text: ' ' }] : [{ kind: 'value', text: shorten(part.text) }]
    const { name, path } = nameOfExpression(part.source, labels)
    return [{ kind: 'pill', text: name, path }]
  })
}

function partsOfList(list: readonly Json[], field: FormField, labels: ReadonlyMap<string, string>): SentencePart[] {
  if (field.control === 'rules') {
    const rules = list.filter(isJsonObject).map((rule) => partsOfRule(rule, field, labels))
    return rules.flatMap((rule, index): SentencePart[] => (index === 0 ? rule : [{ kind: 'words', text: ' and ' }, ...rule]))
  }
  const names = list.flatMap((entry) => (isJsonObject(entry) && typeof entry.name === 'string' && entry.name !== '' ? [entry.name] : []))
  if (names.length > 0) return [{ kind: 'value', text: shorten(names.join(', ')) }]
  if (field.control === 'rows' && list.length > 0)
    return [
      {
        kind: 'value',
        text: shorten(
          list
            .filter(isJsonObject)
            .map((row) => rowInWords(row, field))
            .join(', '),
        ),
      },
    ]
  return list.length > 0 ? [{ kind: 'value', text: list.length === 1 ? '1 entry' : `${list.length} entries` }] : []
}

function partsOfRule(rule: JsonObject, field: FormField, labels: ReadonlyMap<string, string>): SentencePart[] {
  const { left, choice, right } = rowFieldsOf(field)
  return [
    ...side(left && paramOf(rule, left.name), labels),
    { kind: 'words', text: ` ${chosenInWords(rule, choice)}${right?.isShown(rule) === false ? '' : ' '}` },
    ...(right?.isShown(rule) ? side(paramOf(rule, right.name), labels) : []),
  ]
}

function rowInWords(row: JsonObject, field: FormField): string {
  const { left, choice } = rowFieldsOf(field)
  const name = left && paramOf(row, left.name)
  return [typeof name === 'string' && name.trim() !== '' ? name.trim() : 'the item', chosenInWords(row, choice)].filter(Boolean).join(' ')
}

function chosenInWords(row: JsonObject, choice: FormField | undefined): string {
  const chosen = choice && (paramOf(row, choice.name) ?? choice.default)
  return typeof chosen === 'string' ? (choice?.meta.options?.[chosen] ?? chosen) : ''
}

function side(value: Json | undefined, labels: ReadonlyMap<string, string>): SentencePart[] {
  if (value === undefined || value === '') return [{ kind: 'gap', text: 'value' }]
  if (typeof value === 'string') return partsOfText(value, labels)
  return [{ kind: 'value', text: typeof value === 'number' ? value.toLocaleString() : JSON.stringify(value) }]
}

function shorten(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text
}
