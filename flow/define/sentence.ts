import type { ManifestNode } from '@/flow/define/manifest'
import { isJsonObject, type Json, type JsonObject } from '@/flow/json'

/**
 * What a node will do, in words: its `sentence` with the parameters filled in. `{{name}}` is a parameter; `[ … ]` is
 * left out when a parameter in it is hidden or empty. An enum shows its label, rules read "Total over 1000".
 * A `value` part holds the parameter as written (it may hold mappings), for the canvas to show as pills.
 */
export type SentencePart =
  | { kind: 'text'; text: string }
  | { kind: 'value'; param: string; value: Json }
  | { kind: 'missing'; param: string }

export function sentenceOf(node: Pick<ManifestNode, 'sentence' | 'input'>, params: JsonObject): SentencePart[] {
  const fields = isJsonObject(node.input.properties) ? node.input.properties : {}
  const parts = node.sentence.split(/(\[[^\]]*\])/).flatMap((segment) => {
    const optional = segment.startsWith('[')
    const words = fill(optional ? segment.slice(1, -1) : segment, fields, params)
    return optional && words.some(({ kind }) => kind === 'missing') ? [] : words
  })
  return joined(parts)
}

/** The parameters a sentence names. */
export function paramsIn(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{(\w+)\}\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]))
}

function fill(segment: string, fields: JsonObject, params: JsonObject): SentencePart[] {
  return segment.split(/(\{\{\w+\}\})/).flatMap((piece): SentencePart[] => {
    const [name] = paramsIn(piece)
    if (name === undefined) return piece === '' ? [] : [{ kind: 'text', text: piece }]
    return valueParts(name, fields, params)
  })
}

function valueParts(name: string, fields: JsonObject, params: JsonObject): SentencePart[] {
  const field = isJsonObject(fields[name]) ? fields[name] : {}
  const value = setting(name, fields, params)
  if (value === undefined || isBlank(value) || !isShown(field, fields, params)) return [{ kind: 'missing', param: name }]
  if (field.control === 'rules' && Array.isArray(value)) return ruleParts(name, field, value)
  if (field.control === 'pairs' && Array.isArray(value)) return [{ kind: 'text', text: namesIn(value) }]
  const label = labelOf(field, value)
  return [label === undefined ? { kind: 'value', param: name, value } : { kind: 'text', text: label }]
}

/** The first rule in full, the others counted. */
function ruleParts(name: string, field: JsonObject, rules: Json[]): SentencePart[] {
  const first = rules[0]
  if (!isJsonObject(first)) return [{ kind: 'missing', param: name }]
  const items = isJsonObject(field.items) ? field.items : {}
  const sides = isJsonObject(items.properties) ? items.properties : {}
  const more: SentencePart[] = rules.length > 1 ? [{ kind: 'text', text: ` and ${rules.length - 1} more` }] : []
  const operator = valueParts('operator', sides, first)
  const right = valueParts('right', sides, first).filter(({ kind }) => kind !== 'missing')
  return [...valueParts('left', sides, first), SPACE, ...operator, ...(right.length > 0 ? [SPACE, ...right] : []), ...more]
}

const SPACE: SentencePart = { kind: 'text', text: ' ' }

function isShown(field: JsonObject, fields: JsonObject, params: JsonObject): boolean {
  const { showIf } = field
  if (!isJsonObject(showIf) || typeof showIf.param !== 'string' || !Array.isArray(showIf.in)) return true
  return showIf.in.includes(setting(showIf.param, fields, params) ?? null)
}

function setting(name: string, fields: JsonObject, params: JsonObject): Json | undefined {
  if (Object.hasOwn(params, name)) return params[name]
  const field = fields[name]
  return isJsonObject(field) ? field.default : undefined
}

function labelOf(field: JsonObject, value: Json): string | undefined {
  const label = isJsonObject(field.options) && typeof value === 'string' ? field.options[value] : undefined
  return typeof label === 'string' ? label : undefined
}

function namesIn(pairs: Json[]): string {
  const names = pairs.flatMap((pair) => (isJsonObject(pair) && typeof pair.name === 'string' ? [pair.name] : []))
  return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
}

function isBlank(value: Json): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function joined(parts: SentencePart[]): SentencePart[] {
  return parts.reduce<SentencePart[]>((done, part) => {
    const last = done.at(-1)
    if (part.kind === 'text' && last?.kind === 'text') done.splice(-1, 1, { kind: 'text', text: last.text + part.text })
    else done.push(part)
    return done
  }, [])
}
