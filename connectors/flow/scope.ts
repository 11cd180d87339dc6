import { z } from 'zod'
import { defineContainer, defineEntry } from '@/flow/define/define'
import { ALSO_WHEN_CANCELLED } from '@/flow/engine/parts'
import { Value } from '../value'

const Caught = z.object({
  message: z.string().meta({ title: 'What went wrong' }),
  code: z.string().meta({ title: 'Kind of failure' }),
  step: z.string().meta({ title: 'Step that failed' }),
})

export const scope = defineContainer({
  id: 'scope',
  version: 1,
  container: 'scope',
  title: 'Try',
  summary: 'Runs the steps inside it, and others if one of them fails or in any case.',
  sentence: 'Try the steps inside[, and give {{result}}]',
  keywords: ['scope', 'catch', 'finally', 'error', 'handle', 'failure', 'group', 'safe', 'rollback', 'compensate'],
  icon: 'shield-check',
  input: z.object({
    result: Value.default(null).meta({
      title: 'Result',
      hint: 'optional',
      placeholder: 'Pick data of a step inside',
      description: 'What later steps get when all goes well.',
      control: 'text',
      resolve: 'iteration',
    }),
  }),
  output: z.object({
    ok: z.boolean().meta({ title: 'All went well' }),
    result: Value.meta({ title: 'Result', likeParam: 'result' }),
    error: Caught.nullable().meta({ title: 'What was caught' }),
  }),
  examples: [{ input: { result: null }, output: { ok: true, result: null, error: null } }],
})

export const ifItFails = defineEntry({
  id: 'if-it-fails',
  version: 1,
  part: 'catch',
  title: 'If it fails',
  summary: 'Inside Try: the steps after it run when one of the others fails. The run then goes on.',
  sentence: 'If a step here fails',
  keywords: ['catch', 'error', 'failure', 'exception', 'rescue', 'compensate', 'undo'],
  icon: 'shield-alert',
  input: z.object({}),
  output: Caught,
  examples: [{ input: {}, output: { message: 'The vendor does not exist.', code: 'not_found', step: 'Create a bill' } }],
})

export const inAnyCase = defineEntry({
  id: 'in-any-case',
  version: 1,
  part: 'finally',
  title: 'In any case',
  summary: 'Inside Try: the steps after it run at the end, whether or not a step failed.',
  sentence: 'At the end, in any case[, {{alsoWhenCancelled}}]',
  keywords: ['finally', 'always', 'cleanup', 'clean up', 'release', 'ensure', 'after'],
  icon: 'flag',
  input: z.object({
    [ALSO_WHEN_CANCELLED]: z
      .boolean()
      .default(false)
      .meta({
        title: 'Also when the run is cancelled',
        description: 'Cancelling then takes until these steps are done, a minute at most. In them nothing waits for a time or a person.',
        control: 'switch',
        options: { true: 'also when the run is cancelled' },
        resolve: 'literal',
      }),
  }),
  output: z.object({
    failed: z.boolean().meta({ title: 'A failure is left' }),
    error: Caught.nullable().meta({ title: 'The failure' }),
  }),
  examples: [{ input: {}, output: { failed: false, error: null } }],
})
