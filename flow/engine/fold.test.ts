import { describe, expect, test } from 'vitest'
import type { RunEvent } from './events'
import { applyEvent, fold } from './fold'
import { planOf } from './plan'
import { draw } from './testing/drawn'

const begun: RunEvent = { type: 'run.started', at: 1, triggerNodeId: 't', input: null }
const completed = (step: string, output = 'first'): RunEvent => ({ type: 'step.completed', at: 1, step, attempt: 1, port: 'out', output })
const failed = (step: string): RunEvent => ({ type: 'step.failed', at: 1, step, attempt: 1, error: { code: 'boom', message: 'it broke' } })
const nap = (step: string, waitId = 'w'): RunEvent => ({ type: 'wait.opened', at: 1, step, attempt: 1, waitId, kind: 'timer' })
const woken = (step: string, waitId: string): RunEvent => ({ type: 'wait.closed', at: 1, step, waitId, result: null })

describe('what cannot be changes nothing', () => {
  const plan = planned('t → a → b, t → c → b')

  test('a second result of a step', () => {
    const state = fold(plan, [begun, completed('a'), completed('a', 'second'), failed('a')])
    expect(state.steps.get('a')).toMatchObject({ status: 'completed', output: 'first' })
    expect([...state.active]).toEqual(['c'])
  })

  test('anything after the end', () => {
    const state = fold(plan, [
      begun,
      { type: 'run.succeeded', at: 2 },
      { type: 'run.failed', at: 3, error: { code: 'x', message: 'x' } },
      begun,
    ])
    expect(state).toMatchObject({ status: 'succeeded', finishedAt: 2, seq: 4 })
  })

  test('a wait that is not the one that is open', () => {
    expect(fold(plan, [begun, nap('a', 'new'), woken('a', 'old')]).steps.get('a')?.status).toBe('waiting')
  })

  test('a step that is not in the flow, or in an iteration that is not going on', () => {
    const state = fold(plan, [
      begun,
      completed('nobody'),
      completed('a:0/b'),
      { type: 'loop.collected', at: 1, step: 'a', index: 0, output: 1 },
    ])
    expect([...state.steps.keys()]).toEqual(['t'])
  })
})

test('a step that ends while it waits waits no more', () => {
  const plan = planned('t → a')
  expect(fold(plan, [begun, nap('a'), failed('a')]).waits.size).toBe(0)
})

test('a loop that failed leaves nothing open inside, and its late events change nothing', () => {
  const plan = planned('t → each → end', { each: 'x → y' }, { each: { params: { concurrency: 2 }, onError: 'continue' } })
  const state = fold(plan, [
    begun,
    { type: 'loop.opened', at: 1, step: 'each', attempt: 1, items: [1, 2] },
    nap('each:0/x'),
    failed('each:1/x'),
    failed('each'),
  ])
  expect([...state.waits.keys(), ...state.uncollected]).toEqual([])
  expect([...state.frames.keys()]).toEqual([''])
  applyEvent(plan, state, woken('each:0/x', 'w'))
  expect([...state.active]).toEqual(['end'])
})

function planned(text: string, inside: Record<string, string> = {}, nodes = {}) {
  const { graph, manifest } = draw(text, { inside, nodes })
  return planOf(graph, manifest)
}

test('what was at work outside when the run ended, or waited for somebody to say, may have happened; what only read has not', () => {
  const plan = planned('t → a, t → b, t → c, t → d')
  const begun = (step: string, effect: 'read' | 'keyed' | 'unsafe'): RunEvent[] => [
    { type: 'step.started', at: 1, step, attempt: 1 },
    { type: 'effect.announced', at: 1, step, attempt: 1, key: step, effect },
  ]
  const state = fold(plan, [
    { type: 'run.started', at: 1, triggerNodeId: 't', input: null },
    ...begun('a', 'read'),
    ...begun('b', 'keyed'),
    ...begun('c', 'unsafe'),
    { type: 'wait.opened', at: 1, step: 'c', attempt: 1, waitId: 'w', kind: 'verify' },
    ...begun('d', 'keyed'),
    completed('d'),
    { type: 'run.failed', at: 2, error: { code: 'run_timeout', message: 'It took too long.' } },
  ])
  const unsure = [...state.steps].flatMap(([step, known]) => (known.unsure ? step : []))
  expect(unsure).toEqual(['b', 'c'])
})
