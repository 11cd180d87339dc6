import { describe, expect, test } from 'vitest'
import type { Node } from '../graph/graph'
import type { Json } from '../json'
import type { Command } from './command'
import { decide } from './decide'
import type { LookAnswer, RunEvent } from './events'
import { fold } from './fold'
import { planOf } from './plan'
import { runView } from './run-view'
import { draw } from './testing/drawn'
import { outcomeOf } from './testing/outcome'
import { type Behaviours, perform } from './testing/perform'

describe('joins', () => {
  test('wait for every branch', () => {
    expect(order('t → a → c, t → b → c', {})).toEqual(['a', 'b', 'c'])
  })

  test('run when one side is dead', () => {
    const end = run('t → if, if -yes→ a → end, if -no→ b → end', { if: { port: 'yes' } })
    expect(statuses(end)).toEqual({ t: 'completed', if: 'completed', a: 'completed', b: 'skipped', end: 'completed' })
  })

  test('are skipped when both sides are dead, and so is all that follows', () => {
    const end = run('t → if, if -yes→ a → join → after, if -no→ b → join, if -other→ c', { if: { port: 'other' } })
    expect(statuses(end)).toMatchObject({ a: 'skipped', b: 'skipped', join: 'skipped', after: 'skipped', c: 'completed' })
  })

  test('with two edges from one step, of which one is dead, run once', () => {
    expect(order('t → if, if -yes→ end, if -no→ end', { if: { port: 'no' } })).toEqual(['if', 'end'])
  })
})

describe('triggers', () => {
  test('only the one that fired leads on', () => {
    const drawn = draw('t → a → c, t2 → b → c')
    const type = drawn.manifest.nodes['test.t2']
    if (type) type.kind = 'trigger'
    const plan = planOf(drawn.graph, drawn.manifest)
    expect(statuses(outcomeOf(plan, perform(plan, {}, { trigger: 't2' })))).toMatchObject({
      t: 'skipped',
      a: 'skipped',
      b: 'completed',
      c: 'completed',
    })
  })

  test('a step that nothing leads to is skipped', () => {
    expect(statuses(run('t → a, alone → b', {}))).toMatchObject({ a: 'completed', alone: 'skipped', b: 'skipped' })
  })
})

describe('disabled', () => {
  test('a disabled step is passed through, without an output', () => {
    const end = run('t → a → b → c', {}, { b: { disabled: true } })
    expect(statuses(end)).toMatchObject({ b: 'skipped', c: 'completed' })
    expect(end.steps.c).toMatchObject({ output: 'a t' })
  })

  test('a disabled branching step takes its first port', () => {
    expect(statuses(run('t → if, if -yes→ a, if -no→ b', {}, { if: { disabled: true } }))).toMatchObject({ a: 'completed', b: 'skipped' })
  })
})

describe('failure', () => {
  test('stops the run, with the step that failed', () => {
    const end = run('t → a → b', { a: { failures: 9 } })
    expect(end).toMatchObject({ run: 'failed', error: 'a broke' })
    expect(statuses(end)).toEqual({ t: 'completed', a: 'failed' })
  })

  test('lets what is in flight end, and starts nothing new', () => {
    const plan = planned('t → a → after, t → b → late')
    const started = fold(plan, [begun, start('a'), start('b'), failed('a')])
    expect(decide(plan, started, new Set(['b']))).toEqual([])
    const ended = fold(plan, [begun, start('a'), start('b'), failed('a'), completed('b')])
    expect(decide(plan, ended)).toEqual([{ type: 'run.fail', step: 'a', error: boom }])
  })

  test('does not wait for a timer or a retry of another branch', () => {
    const plan = planned('t → a, t → b, t → c')
    const nap: RunEvent = { type: 'wait.opened', at: 1, step: 'b', attempt: 1, waitId: 'w', kind: 'timer' }
    const state = fold(plan, [begun, start('a'), start('b'), start('c'), nap, { ...failed('c'), retryAt: 9 }, failed('a')])
    expect(types(decide(plan, state))).toEqual(['run.fail'])
  })

  test('that is passed over leaves its error to later steps', () => {
    expect(run('t → a → b', { a: { failures: 9 } }, { a: { onError: 'continue' } }).steps.b).toMatchObject({ output: 'a t' })
  })

  test('that is branched on takes the error port only', () => {
    const end = run('t → a → b, a -error→ c', { a: { failures: 9 } }, { a: { onError: 'branch' } })
    expect(statuses(end)).toMatchObject({ a: 'failed', b: 'skipped', c: 'completed' })
  })

  test('that may be retried sleeps until then, and no wait is over early', () => {
    const plan = planned('t → a')
    const state = fold(plan, [begun, start('a'), { ...failed('a'), retryAt: 500 }])
    expect(decide(plan, state)).toEqual([{ type: 'retry.sleep', step: 'a', attempt: 2, until: 500 }])
  })
})

describe('loops', () => {
  const each = (params: Node['params'] = {}) => ({ each: { params } })

  test('collect in the order of the items, whichever is done first', () => {
    const plan = planned('t → each → end', { each: 'x' }, each({ concurrency: 4 }))
    const journal = perform(plan, { each: { items: ['a', 'b', 'c', 'd'] } }, { pick: (count) => count - 1 })
    const collected = journal.flatMap((event) => (event.type === 'loop.collected' ? [event.index] : []))
    expect(collected).not.toEqual([0, 1, 2, 3])
    expect(outcomeOf(plan, journal).steps.each).toMatchObject({
      output: ['each t x | "a" 0', 'each t x | "b" 1', 'each t x | "c" 2', 'each t x | "d" 3'],
    })
  })

  test('have no more iterations going on than they may', () => {
    const plan = planned('t → each', { each: 'x' }, each({ concurrency: 3 }))
    const opened: RunEvent = { type: 'loop.opened', at: 1, step: 'each', attempt: 1, items: [1, 2, 3, 4, 5] }
    const journal: RunEvent[] = [begun, opened]
    expect(named(decide(plan, fold(plan, journal)))).toEqual(['each:0/x', 'each:1/x', 'each:2/x'])
    journal.push(start('each:1/x'), completed('each:1/x'), { type: 'loop.collected', at: 1, step: 'each', index: 1, output: 1 })
    expect(named(decide(plan, fold(plan, journal)))).toEqual(['each:0/x', 'each:2/x', 'each:3/x'])
  })

  test('over nothing go on with nothing', () => {
    const plan = planned('t → each → end', { each: 'x' })
    expect(outcomeOf(plan, perform(plan, { each: { items: [] } })).steps).toMatchObject({
      each: { output: [] },
      end: { status: 'completed' },
    })
  })

  test('without steps inside collect each item', () => {
    const drawn = draw('t → each', { inside: { each: 'x' } })
    drawn.graph.nodes = drawn.graph.nodes.filter((node) => node.id !== 'x')
    const plan = planOf(drawn.graph, drawn.manifest)
    expect(outcomeOf(plan, perform(plan, { each: { items: [7, 8] } })).steps.each).toMatchObject({
      output: ['each t | 7 0', 'each t | 8 1'],
    })
  })

  test('fail with the item that failed, once those before it are done and what is in flight has ended', () => {
    const plan = planned('t → each → end', { each: 'x → y' }, each({ concurrency: 3 }))
    const opened: RunEvent = { type: 'loop.opened', at: 1, step: 'each', attempt: 1, items: [1, 2, 3] }
    const journal = [begun, opened, start('each:0/x'), start('each:1/x'), start('each:2/x'), failed('each:1/x')]
    expect(decide(plan, fold(plan, journal), new Set(['each:0/x', 'each:2/x']))).toEqual([])
    journal.push(completed('each:2/x'), completed('each:0/x'))
    expect(decide(plan, fold(plan, journal))).toEqual([{ type: 'step.run', step: 'each:0/y', attempt: 1 }])
    journal.push(start('each:0/y'), completed('each:0/y'))
    expect(decide(plan, fold(plan, journal))).toEqual([{ type: 'loop.collect', step: 'each', index: 0 }])
    journal.push({ type: 'loop.collected', at: 1, step: 'each', index: 0, output: null })
    const error = { ...boom, message: 'Item 2 of 3: it broke' }
    expect(decide(plan, fold(plan, journal))).toEqual([{ type: 'container.fail', step: 'each', attempt: 1, error }])
    journal.push({ type: 'step.failed', at: 1, step: 'each', attempt: 1, error })
    expect(decide(plan, fold(plan, journal))).toEqual([{ type: 'run.fail', step: 'each:1/x', error }])
  })

  test('go on when the failing step handles it', () => {
    const plan = planned('t → each → end', { each: 'x → y' }, { x: { onError: 'continue' } })
    const end = outcomeOf(plan, perform(plan, { each: { items: [1, 2] }, x: (item) => ({ failures: item === 2 ? 9 : 0 }) }))
    expect(statuses(end)).toMatchObject({ 'each:0/x': 'completed', 'each:1/x': 'failed', 'each:1/y': 'completed', each: 'completed' })
  })

  test('give up the waits of other iterations when they fail', () => {
    const plan = planned('t → each → end', { each: 'x' }, { each: { params: { concurrency: 2 }, onError: 'continue' } })
    const end = outcomeOf(
      plan,
      perform(plan, { each: { items: [1, 2] }, x: (item) => (item === 1 ? { waits: 'timer' } : { failures: 9 }) }),
    )
    expect(end.run).toBe('succeeded')
    expect(statuses(end)).toMatchObject({ 'each:0/x': 'cancelled', 'each:1/x': 'failed', each: 'failed', end: 'completed' })
  })

  test('whose collecting fails let other iterations end first, then fail', () => {
    const plan = planned('t → each', { each: 'x' }, each({ concurrency: 2 }))
    const opened: RunEvent = { type: 'loop.opened', at: 1, step: 'each', attempt: 1, items: [1, 2] }
    const journal = [begun, opened, start('each:0/x'), start('each:1/x'), completed('each:0/x'), failed('each')]
    expect(decide(plan, fold(plan, journal), new Set(['each:1/x']))).toEqual([])
    journal.push(completed('each:1/x'))
    expect(decide(plan, fold(plan, journal))).toEqual([{ type: 'container.fail', step: 'each', attempt: 1, error: boom }])
  })
})

describe('a loop over many items', () => {
  const items = Array.from({ length: 26 }, (_, at) => at)

  test('does the first step by step and sweeps the rest, in order', () => {
    const plan = planned('t → each → end', { each: 'x → y' }, { each: { params: { concurrency: 5 } } })
    const journal = perform(plan, { each: { items } })
    expect(journal.flatMap((event) => (event.type === 'loop.swept' ? [event.index] : []))).toEqual([20, 22, 24])
    const { output } = outcomeOf(plan, journal).steps.each as { output: string[] } // made by outcomeOf
    expect(output).toHaveLength(26)
    expect(output.slice(19)).toEqual(['each t x y | 19 19', ...Array.from({ length: 6 }, () => 'swept')])
    expect(runView(plan, fold(plan, journal)).nodes.get('y')).toMatchObject({ status: 'completed', counts: { done: 26, total: 26 } })
  })

  test('goes back to step by step for an item that is out of the ordinary, and fails with it', () => {
    const plan = planned('t → each', { each: 'x' })
    const does: Behaviours = { each: { items }, x: (item) => (item === 23 ? { failures: 9 } : {}) }
    const journal = perform(plan, does)
    expect(outcomeOf(plan, journal)).toMatchObject({ run: 'failed', error: 'Item 24 of 26: x broke' })
    expect(journal.flatMap((event) => (event.type === 'loop.swept' ? [event.outputs.length] : []))).toEqual([2, 1])
  })

  test('stays with step by step, as many at a time as wished, when its steps turn out to do more than compute', () => {
    const plan = planned('t → each', { each: 'x' }, { each: { params: { concurrency: 3 } } })
    const journal: RunEvent[] = [begun, { type: 'loop.opened', at: 1, step: 'each', attempt: 1, items }]
    for (let at = 0; at < 20; at++)
      journal.push(start(`each:${at}/x`), completed(`each:${at}/x`), { type: 'loop.collected', at: 1, step: 'each', index: at, output: at })
    expect(decide(plan, fold(plan, journal))).toEqual([{ type: 'loop.sweep', step: 'each', index: 20 }])
    journal.push({ type: 'loop.swept', at: 1, step: 'each', index: 20, outputs: [], passed: {}, stepwise: 'rest' })
    expect(named(decide(plan, fold(plan, journal)))).toEqual(['each:20/x', 'each:21/x', 'each:22/x'])
  })

  test('sweeps nothing that touches the world, or holds a loop', () => {
    const effect = planOfDrawn('t → each', { inside: { each: 'x' }, types: { x: { effect: 'read' } } })
    expect(effect.nodes.get('each')?.sweepable).toBe(false)
    expect(planned('t → each', { each: 'inner', inner: 'x' }).nodes.get('each')?.sweepable).toBe(false)
  })

  test('begins when all its items are there', () => {
    const plan = planned('t → each', { each: 'x' })
    const journal: RunEvent[] = [begun, { type: 'loop.opened', at: 1, step: 'each', attempt: 1, items: [1, 2], total: 3 }]
    expect(decide(plan, fold(plan, journal))).toEqual([{ type: 'loop.open', step: 'each', attempt: 1, fed: 2 }])
    journal.push({ type: 'loop.fed', at: 1, step: 'each', items: [3] })
    expect(named(decide(plan, fold(plan, journal)))).toEqual(['each:0/x'])
  })
})

describe('a repeat', () => {
  const plan = planOfDrawn('t → again → end', { inside: { again: 'x' }, types: { again: { container: 'repeat' } } })

  test('goes on while it is told to, each pass being given what the one before left', () => {
    const end = outcomeOf(plan, perform(plan, { again: { items: ['start'], passes: 3 } }))
    expect(end.steps['again:0/x']).toMatchObject({ output: 'again t | "start" 0' })
    expect(end.steps['again:1/x']).toMatchObject({ output: expect.stringMatching(/^again t \| "again t x \| .* 1$/) })
    expect(end.steps.again).toMatchObject({ output: { passes: 3 } })
    expect(end.run).toBe('succeeded')
  })

  test('names the pass in which a step failed', () => {
    const journal: RunEvent[] = [begun, { type: 'loop.opened', at: 1, step: 'again', attempt: 1, items: ['start'] }]
    journal.push({ type: 'step.failed', at: 2, step: 'again:0/x', attempt: 1, error: boom })
    expect(decide(plan, fold(plan, journal))).toMatchObject([{ type: 'container.fail', error: { message: 'Pass 1: it broke' } }])
  })
})

describe('after a crash', () => {
  const announced = (effect: 'read' | 'keyed' | 'unsafe'): RunEvent => ({
    type: 'effect.announced',
    at: 1,
    step: 'a',
    attempt: 1,
    key: 'k',
    effect,
  })

  test.each(['read', 'keyed'] as const)('a %s effect is repeated with the same attempt', (effect) => {
    const plan = planned('t → a')
    expect(decide(plan, fold(plan, [begun, start('a'), announced(effect)]))).toEqual([{ type: 'step.run', step: 'a', attempt: 1 }])
  })

  test('an unsafe effect waits for someone who knows', () => {
    const plan = planned('t → a → b')
    const journal = [begun, start('a'), announced('unsafe')]
    expect(decide(plan, fold(plan, journal), new Set(['a']))).toEqual([])
    expect(decide(plan, fold(plan, journal))).toEqual([{ type: 'step.verify', step: 'a', attempt: 1 }])
    journal.push({ type: 'wait.opened', at: 1, step: 'a', attempt: 1, waitId: 'w', kind: 'verify' })
    expect(decide(plan, fold(plan, journal))).toEqual([])
    const closed = (happened: boolean): RunEvent => ({ type: 'wait.closed', at: 1, step: 'a', waitId: 'w', result: { happened } })
    expect(decide(plan, fold(plan, [...journal, closed(false)]))).toEqual([{ type: 'step.run', step: 'a', attempt: 2 }])
    expect(types(decide(plan, fold(plan, [...journal, closed(true)])))).toEqual(['step.resume'])
  })

  test('an app that is asked settles it, once its answer is sure', () => {
    const plan = planned('t → a → b')
    const journal = [begun, start('a'), announced('unsafe')]
    const looked = (answer: LookAnswer): RunEvent => ({ type: 'effect.looked-up', at: 1, step: 'a', attempt: 1, answer, note: 'Looked.' })
    // It was found, but whoever looked died before writing what: it is looked for again.
    expect(types(decide(plan, fold(plan, [...journal, looked('found')])))).toEqual(['step.verify'])
    expect(decide(plan, fold(plan, [...journal, looked('missing')]))).toEqual([{ type: 'step.run', step: 'a', attempt: 2 }])
    const wait: RunEvent = { type: 'wait.opened', at: 1, step: 'a', attempt: 1, waitId: 'w', kind: 'verify', wakeAt: 9 }
    journal.push(looked('not-yet'), wait)
    expect(decide(plan, fold(plan, journal))).toEqual([])
    const closed = (result: Json): RunEvent => ({ type: 'wait.closed', at: 9, step: 'a', waitId: 'w', result })
    expect(decide(plan, fold(plan, [...journal, closed({ lookAgain: true })]))).toEqual([{ type: 'step.verify', step: 'a', attempt: 1 }])
    // A person was quicker.
    expect(decide(plan, fold(plan, [...journal, closed({ happened: false })]))).toEqual([{ type: 'step.run', step: 'a', attempt: 2 }])
    const again = fold(plan, [...journal, closed({ lookAgain: true }), looked('missing')])
    expect(again.steps.get('a')?.looks.map(({ answer }) => answer)).toEqual(['not-yet', 'missing'])
    expect(decide(plan, again)).toEqual([{ type: 'step.run', step: 'a', attempt: 2 }])
  })

  test('a run that fails stays open for an effect nobody can vouch for', () => {
    const plan = planned('t → a, t → b')
    const verify: RunEvent = { type: 'wait.opened', at: 1, step: 'a', attempt: 1, waitId: 'w', kind: 'verify' }
    expect(decide(plan, fold(plan, [begun, start('a'), start('b'), announced('unsafe'), failed('b'), verify]))).toEqual([])
  })
})

describe('the end', () => {
  test('comes when nothing is left', () => {
    const plan = planned('t → a')
    expect(decide(plan, fold(plan, [begun, completed('a')]))).toEqual([{ type: 'run.succeed' }])
  })

  test('a circle is named, not waited for', () => {
    const end = run('t → a → b → c → b', {})
    expect(end).toMatchObject({ run: 'failed', error: 'The run came to a stop: b, c never became ready.' })
  })

  test('after cancelling there is nothing to do, and what was open is cancelled', () => {
    const plan = planned('t → a, t → b')
    const nap: RunEvent = { type: 'wait.opened', at: 1, step: 'b', attempt: 1, waitId: 'w', kind: 'timer' }
    const state = fold(plan, [begun, start('a'), nap, { type: 'run.cancelled', at: 5, reason: 'asked' }, completed('a')])
    expect(decide(plan, state)).toEqual([])
    expect([...state.steps].map(([step, { status }]) => [step, status])).toEqual([
      ['t', 'completed'],
      ['a', 'cancelled'],
      ['b', 'cancelled'],
    ])
  })

  test('nothing is decided twice: what is in flight is left out, and no more is given than asked for', () => {
    const plan = planned('t → a, t → b, t → c')
    expect(named(decide(plan, fold(plan, [begun]), new Set(['a'])))).toEqual(['b', 'c'])
    expect(named(decide(plan, fold(plan, [begun]), new Set(['a']), 1))).toEqual(['b'])
  })
})

const begun: RunEvent = { type: 'run.started', at: 1, triggerNodeId: 't', input: null }
const boom = { code: 'boom', message: 'it broke' }
const start = (step: string): RunEvent => ({ type: 'step.started', at: 1, step, attempt: 1 })
const completed = (step: string): RunEvent => ({ type: 'step.completed', at: 1, step, attempt: 1, port: 'out', output: null })
const failed = (step: string): RunEvent & { type: 'step.failed' } => ({ type: 'step.failed', at: 1, step, attempt: 1, error: boom })

function planned(text: string, inside: Record<string, string> = {}, nodes: Record<string, Partial<Node>> = {}) {
  return planOfDrawn(text, { inside, nodes })
}

function planOfDrawn(...drawing: Parameters<typeof draw>) {
  const { graph, manifest } = draw(...drawing)
  return planOf(graph, manifest)
}

function run(text: string, does: Behaviours, nodes: Record<string, Partial<Node>> = {}) {
  const plan = planned(text, {}, nodes)
  return outcomeOf(plan, perform(plan, does))
}

function order(text: string, does: Behaviours): string[] {
  return perform(planned(text), does).flatMap((event) => (event.type === 'step.completed' ? [event.step] : []))
}

function statuses(outcome: { steps: Record<string, unknown> }): Record<string, unknown> {
  return Object.fromEntries(Object.entries(outcome.steps).map(([step, state]) => [step, (state as { status: string }).status])) // made by outcomeOf
}

function types(commands: Command[]): string[] {
  return commands.map((command) => command.type)
}

function named(commands: Command[]): string[] {
  return commands.map((command) => ('step' in command ? command.step : command.type))
}
