import { z } from 'zod'
import { defineAction } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { JsonObject } from '@/flow/json'
import { Value } from '../value'
import { MemoryField, SecondsField } from './limits'
import { names, TYPES, typed } from './typed'

const InputSchema = z.object({
  name: z
    .string()
    .max(100)
    .regex(/^\s*([a-zA-Z_$\u00c0-\ufffd][\w$\u00c0-\ufffd]*)?\s*$/, 'A name has letters, digits and _ only, and begins with a letter')
    .meta({ title: 'Name', placeholder: 'lines', resolve: 'literal' }),
  type: z.enum(names).default('any').meta({ title: 'Type', control: 'select', options: TYPES, resolve: 'literal' }),
  value: Value.meta({ title: 'Value', placeholder: 'Pick data' }),
})

export const javascript = defineAction({
  id: 'javascript',
  version: 1,
  title: 'Code',
  summary: 'Runs a few lines of JavaScript on your data.',
  sentence: 'Run code[ with {{inputs}}]',
  keywords: ['javascript', 'js', 'script', 'function', 'program', 'custom', 'calculate', 'typescript', 'python', 'snippet'],
  effect: 'none',
  input: z.object({
    inputs: z
      .array(InputSchema)
      .max(50)
      .default([])
      .meta({ title: 'Inputs', description: 'In the code an input named lines is input.lines.', control: 'rows', noun: 'input' }),
    code: z.string().min(1, 'Write some code').max(100_000).meta({
      title: 'Code',
      description: 'What you return is what later steps get. What you print with console.log is shown in the run.',
      placeholder: 'return input.lines.length',
      control: 'code',
      resolve: 'literal',
    }),
    seconds: SecondsField,
    memoryMb: MemoryField,
  }),
  output: Value.meta({ title: 'What the code returned' }),
  examples: [
    {
      input: {
        inputs: [{ name: 'lines', type: 'list', value: [{ net: 100 }, { net: 20.5 }] }],
        code: 'const net = input.lines.reduce((sum, line) => sum + line.net, 0)\nconsole.log(input.lines.length, "lines")\nreturn { net, gross: Math.round(net * 119) / 100 }',
      },
      output: { net: 120.5, gross: 143.4 },
    },
  ],
  run({ input: { inputs, code, seconds, memoryMb }, use }) {
    return use.compute.javascript({ code, input: inputOf(inputs), seconds, memoryMb })
  },
})

function inputOf(inputs: readonly z.infer<typeof InputSchema>[]): JsonObject {
  const named = inputs.map(({ name, ...rest }) => ({ name: name.trim(), ...rest })).filter(({ name }) => name !== '')
  const seen = new Set<string>()
  for (const { name } of named) {
    if (seen.has(name))
      throw new NodeError('input_twice', `The input “${name}” is there twice.`, { retry: false, hint: 'Rename or remove one of them.' })
    seen.add(name)
  }
  return Object.fromEntries(named.map(({ name, type, value }) => [name, typed(value ?? null, type, name)]))
}
