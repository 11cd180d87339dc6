import { z } from 'zod'
import { awaitRun, defineAction } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import { isJsonObject } from '@/flow/json'
import { deadlineFields, deadlineOf } from '../deadline'
import { recordOf } from '../pairs'
import { Value } from '../value'

export const call = defineAction({
  id: 'call',
  version: 1,
  title: 'Run another flow',
  summary: 'Calls a flow of this workspace and goes on with its result, or leaves it to itself.',
  sentence: 'Run {{flow}}[ and {{wait}}]',
  keywords: ['sub-flow', 'subflow', 'call', 'child', 'reuse', 'function', 'nested', 'workflow', 'start', 'trigger', 'invoke', 'execute'],
  icon: 'workflow',
  effect: 'none', // the run is named by this step and attempt: starting it again after a crash finds it
  input: z.object({
    flow: z.string().min(1, 'Choose a flow.').max(64).meta({
      title: 'Flow',
      placeholder: 'Choose a flow',
      description: 'One that starts “When another flow calls”, and is published. Each call uses its live version.',
      control: 'flow',
      resolve: 'literal',
    }),
    inputs: z
      .array(
        z.object({
          name: z.string().max(64).meta({ title: 'Name', resolve: 'literal' }),
          value: Value.meta({ title: 'Value', placeholder: 'Type or pick data' }),
        }),
      )
      .max(50)
      .default([])
      .meta({ title: 'Hand over', control: 'inputs' }),
    wait: z
      .enum(['result', 'nothing'])
      .default('result')
      .meta({
        title: 'Then',
        control: 'select',
        options: { result: 'wait for its result', nothing: 'go on at once' },
        description: 'If it fails while this flow waits, this step fails. A run that is left to itself goes its own way.',
        resolve: 'literal',
      }),
    ...deadlineFields({
      title: 'Waits at most',
      description: 'Then this step fails. The other run goes on, and another try waits for it again.',
      showIf: { param: 'wait', in: ['result'] },
    }),
  }),
  output: Value,
  examples: [{ input: { flow: '0199…', inputs: [{ name: 'customer', value: 'Hooli GmbH' }], wait: 'result' }, output: { rating: 'A' } }],
  async run({ input, use }) {
    const awaited = input.wait === 'result'
    const { runId } = await use.flows.call({ flowId: input.flow, input: recordOf(input.inputs), awaited })
    if (!awaited) return { runId }
    return awaitRun(
      runId,
      deadlineOf(input, () => use.clock.now()),
    )
  },
  resume(_, end) {
    if (!isJsonObject(end) || typeof end.status !== 'string') throw late()
    if (end.status === 'succeeded') return end.result ?? null
    if (end.status === 'cancelled')
      throw new NodeError('call_cancelled', 'The run of the other flow was cancelled.', {
        retry: false,
        hint: 'Its run says who cancelled it. Run this step again to start it anew.',
      })
    const { message, hint } = isJsonObject(end.error) ? end.error : {}
    throw new NodeError('call_failed', `The other flow failed: ${typeof message === 'string' ? message : 'its run says why.'}`, {
      retry: true,
      ...(typeof hint === 'string' ? { hint } : {}),
    })
  },
})

function late(): NodeError {
  return new NodeError('call_late', 'The other flow did not end in time.', {
    retry: true,
    hint: 'Allow it more time, or look at its run for what holds it up.',
  })
}
