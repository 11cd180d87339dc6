import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { continuationOf } from './continuation'
import { decide } from './decide'
import type { LookAnswer, RunEvent } from './events'
import { fold } from './fold'
import { type Plan, planOf } from './plan'
import { draw } from './testing/drawn'
import { type Behaviours, perform, type World } from './testing/perform'

const STARTED: RunEvent = { type: 'run.started', at: 0, triggerNodeId: 't', input: 'input' }

type Drawing = Parameters<typeof draw>[1]

function planned(text: string, more?: Drawing): Plan {
  const { graph, manifest } = draw(text, more)
  return planOf(graph, manifest)
}

/** Goes on where a run ended, with nodes that behave from now on; `ran` are the steps that were really performed. */
function goOn(plan: Plan, events: RunEvent[], does: Behaviours, options: { now?: Plan; from?: string; world?: World } = {}) {
  const now = options.now ?? plan
  const continued = continuationOf({ runId: 'old', plan, events }, now, options.from ?? null, 100)
  const journal = perform(now, does, { journal: [STARTED, ...continued.events], world: options.world })
  const own = journal.slice(1 + continued.events.length)
  const ran = own.flatMap((event) => (event.type === 'step.started' ? event.step : []))
  return { ...continued, ran, state: fold(now, journal), journal }
}

describe('going on where a run failed', () => {
  const plan = planned('t → a → b → c, a → d → c')

  it('runs what had not finished, with the same results before it', () => {
    const failed = perform(plan, { b: { failures: 1 } })
    const { ran, reused, repeated, state } = goOn(plan, failed, {})
    expect(fold(plan, failed).status).toBe('failed')
    expect(ran).toEqual(['b', ...(reused.includes('d') ? [] : ['d']), 'c'])
    expect(reused).toContain('a')
    expect(repeated).toEqual([])
    expect(state.status).toBe('succeeded')
    expect(state.steps.get('c')?.output).toBe('a b d t')
    expect(state.continues).toEqual({ runId: 'old', from: null })
  })

  it('runs the chosen step and what comes after it once more', () => {
    const { ran, reused, repeated, state } = goOn(plan, perform(plan, {}), {}, { from: 'b' })
    expect(ran).toEqual(['b', 'c'])
    expect([reused.sort(), repeated.sort()]).toEqual([
      ['a', 'd'],
      ['b', 'c'],
    ])
    expect(state.status).toBe('succeeded')
  })

  it('leaves alone what failed while the run went on', () => {
    const lenient = planned('t → a → b → c', { nodes: { a: { onError: 'continue' } } })
    const failed = perform(lenient, { a: { failures: 1 }, c: { failures: 1 } })
    const { ran, state } = goOn(lenient, failed, {})
    expect(ran).toEqual(['c'])
    expect(state.steps.get('a')).toMatchObject({ status: 'failed', error: { message: 'a broke' } })
  })

  it('takes a path that was not taken only if it is decided anew', () => {
    const branching = planned('t → if, if -yes→ a → end, if -no→ b → end')
    const before = perform(branching, { if: { port: 'yes' }, end: { failures: 1 } })
    expect(goOn(branching, before, {}).ran).toEqual(['end'])
    expect(goOn(branching, before, { if: { port: 'no' } }, { from: 'if' }).ran).toEqual(['if', 'b', 'end'])
  })

  it('goes on from a run that itself went on', () => {
    const first = perform(plan, { b: { failures: 1 } })
    const second = continuationOf({ runId: 'old', plan, events: first }, plan, null, 100)
    const failedAgain = perform(plan, { c: { failures: 1 } }, { journal: [STARTED, ...second.events] })
    expect(goOn(plan, failedAgain, {}).ran).toEqual(['c'])
  })
})

describe('effects', () => {
  const plan = planned('t → pay → book')

  it('keep the key of one that failed, and lose that of one that is repeated', () => {
    const failed = perform(plan, { pay: { effect: 'keyed' }, book: { effect: 'keyed', failures: 1 } })
    expect([...goOn(plan, failed, {}).state.keys]).toEqual([['book', 'book']])
    expect([...goOn(plan, failed, {}, { from: 'pay' }).state.keys]).toEqual([['book', 'book']])
  })

  it('ask a person about one whose result is not known', () => {
    const cut = perform(plan, { pay: { effect: 'unsafe' } }).slice(0, 3)
    expect(cut.at(-1)).toMatchObject({ type: 'effect.announced', step: 'pay' })
    const cancelled: RunEvent[] = [...cut, { type: 'run.cancelled', at: 9, reason: '' }]
    for (const from of [null, 'pay']) {
      const { events, unverified } = continuationOf({ runId: 'old', plan, events: cancelled }, plan, from, 100)
      expect(unverified).toEqual(['pay'])
      expect(decide(plan, fold(plan, [STARTED, ...events]))).toEqual([{ type: 'step.verify', step: 'pay', attempt: 1 }])
    }
  })
})

describe('items of a loop that had begun', () => {
  it('keep what was finished in a container that comes first in them, whichever item is done again', () => {
    const plan = planned('t → each', { inside: { each: 'inner → b', inner: 'x → y' } })
    const does: Behaviours = { each: { items: [0, 1, 2] }, inner: (item) => ({ items: [`of ${item}`] }) }
    const failed = perform(plan, { ...does, y: (item) => ({ failures: item === 'of 2' ? 1 : 0 }) })
    const { ran, state } = goOn(plan, failed, does, { from: 'each:0/b' })
    expect(ran).toEqual(['each:0/b', 'each:2/inner:0/y', 'each:2/b'])
    expect(state.status).toBe('succeeded')
  })

  it('are asked about where nobody knows what happened, also when fewer are done at a time now', () => {
    const [plan, now] = [3, 1].map((concurrency) =>
      planned('t → each', { inside: { each: 'pay' }, nodes: { each: { params: { concurrency } } } }),
    )
    const events: RunEvent[] = [
      STARTED,
      { type: 'loop.opened', at: 1, step: 'each', attempt: 1, items: [0, 1, 2] },
      ...[0, 1, 2].flatMap((index): RunEvent[] => {
        const of = { at: 2, step: `each:${index}/pay`, attempt: 1 }
        return [
          { type: 'step.started', ...of },
          { type: 'effect.announced', ...of, key: `key ${index}`, effect: 'unsafe' },
        ]
      }),
      { type: 'run.cancelled', at: 3, reason: '' },
    ]
    if (!plan || !now) throw new Error('two plans')
    const continued = continuationOf({ runId: 'old', plan, events }, now, null, 100)
    expect(continued.unverified).toEqual(['each:0/pay', 'each:1/pay', 'each:2/pay'])
    expect(decide(now, fold(now, [STARTED, ...continued.events])).map(({ type }) => type)).toEqual([
      'step.verify',
      'step.verify',
      'step.verify',
    ])
  })
})

it('does again what an app said is not there, and asks about what it could not tell', () => {
  const plan = planned('t → pay → book')
  const cut = perform(plan, { pay: { effect: 'unsafe' } }).slice(0, 3)
  const cancelled = (answer: LookAnswer): RunEvent[] => [
    ...cut,
    { type: 'effect.looked-up', at: 8, step: 'pay', attempt: 1, answer, note: '' },
    { type: 'run.cancelled', at: 9, reason: '' },
  ]
  const goesOn = (answer: LookAnswer) => continuationOf({ runId: 'old', plan, events: cancelled(answer) }, plan, null, 100).unverified
  expect([goesOn('missing'), goesOn('unknown'), goesOn('found')]).toEqual([[], ['pay'], ['pay']])
})

describe('loops', () => {
  const drawing = (concurrency: number): Drawing => ({
    inside: { each: 'x → y' },
    nodes: { each: { params: { concurrency } } },
  })
  const plan = planned('t → each → end', drawing(3))
  const does: Behaviours = { each: { items: [1, 2, 3, 4, 5] }, y: (item) => (item === 2 ? { failures: 1 } : {}) }
  const failed = perform(plan, does)
  const finishedInside = [...fold(plan, failed).steps].flatMap(([step, { status }]) =>
    step.includes('/') && status === 'completed' ? step : [],
  )

  it('keep the items that were done', () => {
    const { ran, state } = goOn(plan, failed, { each: { items: [1, 2, 3, 4, 5] } })
    expect(finishedInside.length).toBeGreaterThan(2)
    for (const step of finishedInside) expect(ran).not.toContain(step)
    expect(ran).toContain('each:1/y')
    expect(state.steps.get('each')?.output).toHaveLength(5)
    expect(state.status).toBe('succeeded')
  })

  it('keep them when fewer go on at once', () => {
    const { ran } = goOn(plan, failed, {}, { now: planned('t → each → end', drawing(1)) })
    for (const step of finishedInside) expect(ran).not.toContain(step)
  })

  it('do one item once more when a step in it is chosen', () => {
    const whole = perform(plan, { each: { items: [1, 2, 3] } })
    const { ran, repeated } = goOn(plan, whole, {}, { from: 'each:1/x' })
    expect(ran).toEqual(['each:1/x', 'each:1/y', 'end'])
    expect(repeated.sort()).toEqual(['each', 'each:1/x', 'each:1/y', 'end'])
  })

  it('start over when the loop is chosen after it had finished', () => {
    const whole = perform(plan, { each: { items: [1, 2] } })
    expect(goOn(plan, whole, { each: { items: [7] } }, { from: 'each' }).ran).toEqual(['each:0/x', 'each:0/y', 'end'])
  })
})

describe('a repeat', () => {
  const plan = planned('t → again → end', { inside: { again: 'x → y' }, types: { again: { container: 'repeat' } } })
  const does: Behaviours = { again: { items: ['first'], passes: 3 } }

  it('keeps the passes that were done, and does those after the chosen one once more', () => {
    expect(goOn(plan, perform(plan, { ...does, end: { failures: 1 } }), does).ran).toEqual(['end'])
    const whole = perform(plan, does)
    expect(goOn(plan, whole, does, { from: 'again:1/y' }).ran).toEqual(['again:1/y', 'again:2/x', 'again:2/y', 'end'])
  })
})

describe('a scope', () => {
  const scope: Drawing = {
    types: {
      try: { container: 'scope' },
      caught: { kind: 'entry', part: 'catch' },
      last: { kind: 'entry', part: 'finally' },
    },
  }
  const plan = planned('t → try → end', { ...scope, inside: { try: 'a → b, caught → mend, last → tidy' } })
  const bare = planned('t → try → end', { ...scope, inside: { try: 'a → b, last → tidy' } })

  it('whose failure was caught stays as it went', () => {
    expect(goOn(plan, perform(plan, { b: { failures: 1 }, end: { failures: 1 } }), {}).ran).toEqual(['end'])
  })

  it('goes on in its steps for failures, or before them if that is where a person begins', () => {
    const failed = perform(plan, { b: { failures: 1 }, mend: { failures: 1 } })
    expect(goOn(plan, failed, {}).ran).toEqual(['try:1/mend', 'try:2/tidy', 'end'])
    expect(goOn(plan, failed, {}, { from: 'try:0/b' }).ran).toEqual(['try:0/b', 'try:2/tidy', 'end'])
  })

  it('tries what was not caught again, and tidies up again', () => {
    const { ran, state, repeated } = goOn(bare, perform(bare, { b: { failures: 1 } }), {})
    expect(ran).toEqual(['try:0/b', 'try:2/tidy', 'end'])
    expect(repeated).toEqual(['try:2/tidy'])
    expect(state.status).toBe('succeeded')
  })
})

it('takes over what a loop swept, unless what it holds is another', () => {
  const plan = planned('t → each → end', { inside: { each: 'x' } })
  const items = Array.from({ length: 60 }, (_, at) => at)
  const failed = perform(plan, { each: { items }, end: { failures: 1 } })
  const cut = failed.slice(
    0,
    failed.findIndex(({ type }) => type === 'loop.closed'),
  )
  const cancelled: RunEvent[] = [...cut, { type: 'run.cancelled', at: 1, reason: '' }]
  expect(plan.nodes.get('each')?.sweepable).toBe(true)
  const same = continuationOf({ runId: 'old', plan, events: cancelled }, plan, null, 1)
  expect(decide(plan, fold(plan, [STARTED, ...same.events]))).toEqual([{ type: 'loop.close', step: 'each', attempt: 1 }])
  const other = planned('t → each → end', { inside: { each: 'x → y' } })
  expect(goOn(plan, cancelled, {}, { now: other }).state.status).toBe('succeeded')
})

describe('another version', () => {
  const plan = planned('t → a → b → c')
  const failed = perform(plan, { c: { failures: 1 } })

  it('keeps the results of nodes it has too and runs those that are new', () => {
    const { ran, state } = goOn(plan, failed, {}, { now: planned('t → a → new → b → c') })
    expect(ran).toEqual(['new', 'c'])
    expect(state.status).toBe('succeeded')
  })

  it('runs a node that became another kind, and says so', () => {
    const now = planned('t → a → b → c', { nodes: { b: { type: 'test.other' } } })
    const { ran, dropped } = goOn(plan, failed, {}, { now })
    expect([ran, dropped]).toEqual([['b', 'c'], ['b']])
  })
})

it('does no finished step twice, whichever step fails and whatever is in flight then', () => {
  const plan = planned('t → a → b → e, a → each → f, e → g, f → g', {
    inside: { each: 'x → y' },
    nodes: { each: { params: { concurrency: 2 } } },
  })
  const names = ['a', 'b', 'e', 'f', 'g', 'x', 'y']
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.array(fc.nat(1_000), { minLength: 1 }), (broken, picks) => {
      let at = 0
      const pick = (count: number) => (picks[at++ % picks.length] ?? 0) % count
      const each = { each: { items: [1, 2, 3] } }
      const works: Behaviours = Object.fromEntries(names.map((name) => [name, { effect: 'read' }]))
      const world: World = { done: new Map(), clock: 0 }
      const first = perform(plan, { ...works, ...each, [broken]: { effect: 'read', failures: 1 } }, { world, pick })
      const finished = [...fold(plan, first).steps].flatMap(([step, { status }]) => (status === 'completed' ? step : []))
      const { ran, state } = goOn(plan, first, { ...works, ...each }, { world })
      expect(state.status).toBe('succeeded')
      expect(ran.filter((step) => finished.includes(step))).toEqual([])
    }),
    { numRuns: 200 },
  )
})
