import type { Json, JsonObject } from '@/flow/json'
import type { FlowToCall } from '../../flow-calls/use-flows-to-call'
import { asText } from './as-text'

/** `kind` null: something is given that the flow does not take, or not any more. */
type InputRow = { name: string; kind: string | null; value: Json | undefined }

const KINDS: Record<string, string> = { text: 'text', number: 'number', boolean: 'yes or no', list: 'list', any: 'anything' }

export function rowsOf(declared: FlowToCall['inputs'], given: readonly JsonObject[]): InputRow[] {
  const givenFor = (name: string) => given.find((entry) => entry.name === name)?.value
  const asked = declared.map(({ name, kind }) => ({ name, kind: kindInWords(kind), value: givenFor(name) }))
  const names = new Set(declared.map(({ name }) => name))
  const left = given.filter((entry) => !names.has(asText(entry.name)))
  return [...asked, ...left.map((entry) => ({ name: asText(entry.name), kind: null, value: entry.value }))]
}

/** Without a value, the name goes as well. */
export function givenWith(given: readonly JsonObject[], name: string, value: Json | undefined): JsonObject[] | undefined {
  const others = given.filter((entry) => entry.name !== name)
  const next = value === undefined ? others : [...others, { name, value }]
  return next.length > 0 ? next : undefined
}

function kindInWords(kind: string): string {
  const words = KINDS[kind.replace('?', '')] ?? kind
  return kind.endsWith('?') ? `${words}, optional` : words
}
