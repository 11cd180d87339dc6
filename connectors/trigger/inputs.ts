import { z } from 'zod'
import { NodeError } from '@/flow/define/node-error'
import type { Json, JsonObject } from '@/flow/json'

const KINDS = { text: 'text', number: 'a number', boolean: 'yes or no', list: 'a list', any: 'anything' } as const

type Kind = keyof typeof KINDS

/** With a question mark: it may be left out. */
const DECLARED = ['any', 'text', 'number', 'boolean', 'list', 'any?', 'text?', 'number?', 'boolean?', 'list?'] as const

/** What a flow wants to be given by those who call it. */
export const InputsSchema = z
  .array(
    z.object({
      name: z
        .string()
        .trim()
        .max(64)
        .regex(/^[a-zA-Z][a-zA-Z0-9_]*$/, 'Use letters, digits and _, beginning with a letter')
        .meta({ title: 'Name', placeholder: 'customer', resolve: 'literal' }),
      kind: z
        .enum(DECLARED)
        .default('any')
        .meta({
          title: 'Kind',
          control: 'select',
          options: Object.fromEntries(DECLARED.map((kind) => [kind, kindInWords(kind)])),
          resolve: 'literal',
        }),
    }),
  )
  .max(50)

export type DeclaredInput = z.output<typeof InputsSchema>[number]

export function isOptional({ kind }: DeclaredInput): boolean {
  return kind.endsWith('?')
}

/** The values as the flow declares them, or in plain words what does not fit. */
export function fitInputs(declared: readonly DeclaredInput[], given: JsonObject): JsonObject {
  const names = new Set(declared.map(({ name }) => name))
  const unknown = Object.keys(given).find((name) => !names.has(name))
  if (unknown !== undefined) throw misfit(`The flow does not take “${unknown}”.`)
  const fitted = declared.flatMap((input): [string, Json][] => {
    const value = Object.hasOwn(given, input.name) ? given[input.name] : undefined
    if (value === undefined || value === null || value === '') {
      if (!isOptional(input)) throw misfit(`The flow needs “${input.name}”, and it is empty.`)
      return [[input.name, null]]
    }
    return [[input.name, asDeclared(input, value)]]
  })
  return Object.fromEntries(fitted)
}

function asDeclared({ name, kind: declared }: DeclaredInput, value: Json): Json {
  const kind = kindOf(declared)
  if (kind === 'any' || (kind === 'list' && Array.isArray(value)) || typeof value === kind) return value
  if (kind === 'text' && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')) return String(value)
  if (kind === 'number' && typeof value === 'string' && /^\s*[-+]?\d+(\.\d+)?\s*$/.test(value)) return Number(value)
  throw misfit(`“${name}” has to be ${KINDS[kind]}.`)
}

function kindInWords(declared: (typeof DECLARED)[number]): string {
  return `${KINDS[kindOf(declared)]}${declared.endsWith('?') ? ', optional' : ''}`
}

function kindOf(declared: (typeof DECLARED)[number]): Kind {
  return declared.replace('?', '') as Kind // what is left is one of them
}

function misfit(message: string): NodeError {
  return new NodeError('call_inputs', message, {
    retry: false,
    hint: 'Look at what the step hands over, and at how the other flow starts.',
  })
}
