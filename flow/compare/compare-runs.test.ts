import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../engine/events'
import { fold } from '../engine/fold'
import { planOf } from '../engine/plan'
import { draw } from '../engine/testing/drawn'
import type { Node } from '../graph/graph'
import type { Json } from '../json'
import { compareRuns, type Side } from './compare-runs'

const begun = (input: Json = null): RunEvent => ({ type: 'run.started', at: 1, triggerNodeId: 't', input })
const gave = (step: string, output: Json, port = 'out'): RunEvent => ({ type: 'step.completed', at: 2, step, attempt: 1, port, output })
const failed = (step: string, message = 'It broke'): RunEvent => {
  return { type: 'step.failed', at: 3, step, attempt: 1, error: { code: 'x', message } }
}
const skipped = (step: string): RunEvent => ({ type: 'step.skipped', at: 3, step, reason: 'dead-path' })

function run(text: string, events: RunEvent[], nodes: Record<string, Partial<Node>> = {}, inside: Record<string, string> = {}): Side {
  const { graph, manifest } = draw(text, { nodes, inside })
  const plan = planOf(graph, manifest)
  return { plan, state: fold(plan, events) }
}

const kinds = (before: Side, after: Side) => compareRuns(before, after).steps.map(({ step, kind }) => `${step} ${kind}`)

describe('two runs', () => {
  it('that did the same have no difference, however their events were mixed', () => {
    const one = run('t → a, t → b', [begun(1), gave('a', { x: [1, { y: null }] }), gave('b', 2)])
    const two = run('t → a, t → b', [begun(1), gave('b', 2), gave('a', { x: [1, { y: null }] })])
    expect(compareRuns(one, two)).toEqual({ steps: [], first: null, failed: null, same: 3 })
  })

  it('part first where the flow does, whatever was written first', () => {
    const text = 't → a → b → c'
    const one = run(text, [begun(1), gave('a', { total: 5, vendor: 'Hooli' }), gave('b', 6), gave('c', 7)])
    const two = run(text, [begun(1), gave('a', { total: null, vendor: 'Hooli' }), failed('b')])
    const { steps, first, same } = compareRuns(one, two)
    expect(kinds(one, two)).toEqual(['a value', 'b status', 'c only-before'])
    expect(first).toMatchObject({ step: 'a', label: 'a', changes: [{ path: ['total'], before: 5, after: null }] })
    expect(steps[1]).toMatchObject({ before: { status: 'completed' }, after: { status: 'failed', error: { message: 'It broke' } } })
    expect(same).toBe(1)
  })

  it('name the step that one of them failed with, however far behind their parting it stands', () => {
    const text = 't → a → b → c → d, t → x → y'
    const over: RunEvent = { type: 'run.failed', at: 9, error: { code: 'x', message: 'No total' } }
    const good = run(text, [begun(1), ...['a', 'b', 'c', 'd', 'x', 'y'].map((step) => gave(step, 1))])
    const bad = run(text, [begun(2), ...['a', 'b', 'x', 'y'].map((step) => gave(step, 2)), failed('c', 'No total'), over])
    for (const [one, two] of [
      [good, bad],
      [bad, good],
    ] as const) {
      const { first, failed, steps } = compareRuns(one, two)
      expect([first?.step, failed?.step]).toEqual(['t', 'c'])
      expect(steps.map(({ step }) => step).indexOf('c')).toBeGreaterThan(3)
    }
    expect(compareRuns(good, good).failed).toBe(null)
    expect(compareRuns(bad, bad).failed).toBe(null)
  })

  it('leave out a step that failed and did not stop the run', () => {
    const good = run('t → a → b', [begun(1), gave('a', 1), gave('b', 1)])
    const bad = run('t → a → b', [begun(1), failed('a'), gave('b', 1), { type: 'run.succeeded', at: 9 }])
    expect(compareRuns(good, bad)).toMatchObject({ first: { step: 'a' }, failed: null })
  })

  it('that went another way differ there, and in the steps only one came to', () => {
    const text = 't → if, if -yes→ a, if -no→ b'
    const one = run(text, [begun(), gave('if', null, 'yes'), gave('a', 1), skipped('b')])
    const two = run(text, [begun(), gave('if', null, 'no'), skipped('a'), gave('b', 1)])
    expect(kinds(one, two)).toEqual(['if way', 'a only-before', 'b only-after'])
  })

  it('differ from the trigger on when different data came in', () => {
    expect(kinds(run('t → a', [begun({ n: 1 }), gave('a', 1)]), run('t → a', [begun({ n: 2 }), gave('a', 1)]))).toEqual(['t value'])
  })
})

describe('versions', () => {
  it('that set a step up otherwise say so, and that alone is no parting', () => {
    const one = run('t → a → b', [begun(), gave('a', 1), gave('b', 1)], { a: { params: { rate: 1 } }, b: { params: { rate: 1 } } })
    const two = run('t → a → b', [begun(), gave('a', 1), gave('b', 2)], { a: { params: { rate: 2 } }, b: { params: { rate: 1 } } })
    const { steps, first } = compareRuns(one, two)
    expect(steps.map(({ step, kind, settings }) => [step, kind, settings.length])).toEqual([
      ['a', 'settings', 1],
      ['b', 'value', 0],
    ])
    expect(first?.step).toBe('b')
  })

  it('may have steps the other has not', () => {
    expect(kinds(run('t → old → z', [begun(), gave('old', 1), gave('z', 1)]), run('t → z', [begun(), gave('z', 1)]))).toEqual([
      'old only-before',
    ])
  })
})

it('in loops part at the first item that does, and the loop itself stands after it', () => {
  const loop = (outputs: Json[]): RunEvent[] => [
    begun(),
    { type: 'loop.opened', at: 2, step: 'each', attempt: 1, items: ['a', 'b', 'c'] },
    ...outputs.flatMap((output, index): RunEvent[] => [
      gave(`each:${index}/x`, output),
      { type: 'loop.collected', at: 2, step: 'each', index, output },
    ]),
    { type: 'loop.closed', at: 3, step: 'each', attempt: 1, port: 'out' },
    gave('end', null),
  ]
  const one = run('t → each → end', loop([1, 2, 3]), {}, { each: 'x' })
  const two = run('t → each → end', loop([1, 5, 6]), {}, { each: 'x' })
  expect(kinds(one, two)).toEqual(['each:1/x value', 'each:2/x value', 'each value'])
})
