import { z } from 'zod'
import { defineTrigger } from '@/flow/define/define'
import { Value } from '../value'
import { InputsSchema } from './inputs'

export const CalledInput = z.object({
  inputs: InputsSchema.default([]).meta({
    title: 'Takes',
    hint: 'optional',
    description: 'Each is data of the start, under its name. Who calls the flow sees them as fields.',
    control: 'rows',
    noun: 'value',
  }),
})

export const called = defineTrigger({
  id: 'called',
  version: 1,
  source: 'call',
  title: 'When another flow calls',
  summary: 'Starts when a step “Run another flow” of this workspace calls it.',
  sentence: 'When another flow calls',
  keywords: ['sub-flow', 'subflow', 'function', 'reuse', 'call', 'child', 'shared', 'nested', 'workflow', 'start'],
  icon: 'phone-incoming',
  input: CalledInput,
  output: Value.meta({ fieldsFrom: 'inputs' }),
  examples: [
    {
      input: { inputs: [{ name: 'customer', kind: 'text' }] },
      output: { customer: 'Hooli GmbH' },
    },
  ],
})
