import { describe, expect, test } from 'vitest'
import type { Node } from '../graph/graph'
import type { RunEvent } from './events'
import { fold } from './fold'
import { planOf } from './plan'
import { type RunView, runView } from './run-view'
import { draw } from './testing/drawn'

const begun: RunEvent = { type: 'run.started', at: 10, triggerNodeId: 't', input: { total: 5 } }
const start = (step: string, at = 20): RunEvent => ({ type: 'step.started', at, step, attempt: 1 })
const completed = (step: string, at = 30, port = 'out'): RunEvent => ({
  type: 'step.completed',
  at,
  step,
  attempt: 1,
  port,
  output: `${step} gave`,
})
const failed = (step: string): RunEvent => ({ type: 'step.failed', at: 30, step, attempt: 1, error: { code: 'boom', message: 'it broke' } })
const loop = (items: number): RunEvent => ({
  type: 'loop.opened',
  at: 15,
  step: 'each',
  attempt: 1,
  items: Array.from({ length: items }, () => 'x'),
})
const collected = (index: number): RunEvent => ({ type: 'loop.collected', at: 40, step: 'each', index, output: null })

describe('edges', () => {
  test('are taken, dead, next or idle', () => {
    const branch = 't → if, if -yes→ a → b, if -no→ c'
    expect(edges(view(branch, [begun, start('if')]))).toEqual({ 't → if': 'taken', 'if → a': 'next', 'if → c': 'next', 'a → b': 'idle' })
    const gone: RunEvent = { type: 'step.skipped', at: 31, step: 'c', reason: 'dead-path' }
    expect(edges(view(branch, [begun, start('if'), completed('if', 30, 'yes'), start('a'), gone]))).toEqual({
      't → if': 'taken',
      'if → a': 'taken',
      'if → c': 'dead',
      'a → b': 'next',
    })
  })

  test('stay idle after a step that stopped the run', () => {
    expect(edges(view('t → a → b, a -error→ c', [begun, start('a'), failed('a')]))).toMatchObject({ 'a → b': 'idle', 'a → c': 'idle' })
  })

  test('of the error port are not expected to be taken', () => {
    expect(edges(view('t → a → b, a -error→ c', [begun, start('a')], {}, { a: { onError: 'branch' } }))).toMatchObject({
      'a → b': 'next',
      'a → c': 'idle',
    })
  })
})

describe('nodes', () => {
  test('have times, output and the port they took', () => {
    const { nodes } = view('t → a', [begun, start('a', 20), completed('a', 35)])
    expect(nodes.get('t')).toMatchObject({ status: 'completed', startedAt: 10, finishedAt: 10, output: { total: 5 } })
    expect(nodes.get('a')).toMatchObject({
      status: 'completed',
      startedAt: 20,
      finishedAt: 35,
      output: 'a gave',
      port: 'out',
      attempt: 1,
      counts: null,
    })
  })

  test('say what they wait for', () => {
    const nap: RunEvent = { type: 'wait.opened', at: 25, step: 'a', attempt: 1, waitId: 'w', kind: 'timer', wakeAt: 99 }
    const waiting = view('t → a', [begun, start('a'), nap])
    expect(waiting.status).toBe('waiting')
    expect(waiting.nodes.get('a')).toMatchObject({ status: 'waiting', wait: { kind: 'timer', wakeAt: 99 }, finishedAt: null })
  })
})

describe('loops', () => {
  const each = (events: RunEvent[]) => view('t → each → end', events, { each: 'x → y' }, { each: { params: { concurrency: 2 } } })

  test('count their iterations, and the steps inside theirs', () => {
    const { nodes } = each([
      begun,
      loop(5),
      start('each:0/x'),
      completed('each:0/x'),
      completed('each:0/y'),
      collected(0),
      start('each:1/x'),
    ])
    expect(nodes.get('each')).toMatchObject({ status: 'running', counts: { done: 1, total: 5 }, startedAt: 15 })
    expect(nodes.get('x')).toMatchObject({ status: 'running', counts: { done: 1, failed: 0, total: 5 } })
  })

  test('keep what is inside at work between two items', () => {
    const { nodes } = each([begun, loop(5), completed('each:0/x'), start('each:0/y')])
    expect(nodes.get('x')).toMatchObject({ status: 'running', finishedAt: null })
  })

  test('show the iteration that failed, whatever came after', () => {
    const { nodes } = each([begun, loop(5), failed('each:0/x'), start('each:1/x'), completed('each:1/x')])
    expect(nodes.get('x')).toMatchObject({ status: 'failed', error: { message: 'it broke' }, counts: { done: 2, failed: 1 } })
  })

  test('that fail wait with a step before the failure whose turn has not come, and begin nothing after it', () => {
    const each = (events: RunEvent[]) => view('t → each', events, { each: 'x → y' }, { each: { params: { concurrency: 3 } } })
    const turn: RunEvent = { type: 'wait.opened', at: 25, step: 'each:0/x', attempt: 1, waitId: 'w', kind: 'turn' }
    const events = [begun, loop(3), start('each:0/x'), start('each:1/x'), start('each:2/x'), turn, completed('each:2/x')]
    expect(each([...events]).status, 'y of the last is next').toBe('running')
    expect(each([...events, failed('each:1/x')]).status).toBe('waiting')
    const came: RunEvent = { type: 'wait.closed', at: 31, step: 'each:0/x', waitId: 'w', result: null }
    expect(each([...events, failed('each:1/x'), came]).status).toBe('running')
    expect(each([...events, failed('each:1/x'), came, completed('each:0/x'), completed('each:0/y')]).status, 'to fail is next').toBe(
      'running',
    )
  })

  test('over nothing are done, and what is inside stays idle', () => {
    const { nodes } = each([begun, loop(0), completed('each')])
    expect(nodes.get('each')).toMatchObject({ status: 'completed', counts: { done: 0, total: 0 } })
    expect(nodes.get('x')).toMatchObject({ status: 'idle' })
  })
})

function view(text: string, events: RunEvent[], inside: Record<string, string> = {}, nodes: Record<string, Partial<Node>> = {}): RunView {
  const { graph, manifest } = draw(text, { inside, nodes })
  const plan = planOf(graph, manifest)
  return runView(plan, fold(plan, events))
}

function edges(seen: RunView): Record<string, string> {
  return Object.fromEntries([...seen.edges].map(([id, edge]) => [id.replace(/-\w+-/, ' → '), edge]))
}
