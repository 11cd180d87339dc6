import { expect, it } from 'vitest'
import { planOf } from '@/flow/engine/plan'
import { draw } from '@/flow/engine/testing/drawn'
import { eventInWords } from './event-in-words'

const { graph, manifest } = draw('t → Each → Bill', { inside: { Each: 'Read' } })
const plan = planOf(graph, manifest)

it('says what happened to which step, in which item', () => {
  const error = { code: 'x', message: 'It broke' }
  expect(eventInWords({ type: 'run.started', at: 1, triggerNodeId: 't', input: null }, plan)).toBe('The run starts')
  expect(eventInWords({ type: 'step.started', at: 1, step: 'Each:2/Read', attempt: 1 }, plan)).toBe('Read (item 3) starts')
  expect(eventInWords({ type: 'step.failed', at: 1, step: 'Bill', attempt: 1, error, retryAt: 5 }, plan)).toBe(
    'Bill failed and will try again',
  )
  expect(eventInWords({ type: 'loop.swept', at: 1, step: 'Each', index: 20, outputs: [1, 2, 3], passed: {} }, plan)).toBe(
    'Each: 21 to 23 are done',
  )
  expect(eventInWords({ type: 'run.failed', at: 1, error }, plan)).toBe('The run failed')
  expect(eventInWords({ type: 'step.skipped', at: 1, step: 'gone', reason: 'disabled' }, plan)).toBe('A step is skipped')
})
