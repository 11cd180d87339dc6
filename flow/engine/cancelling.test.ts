import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Node } from '../graph/graph'
import { scopesToTidy } from './cancelling'
import { continuationOf } from './continuation'
import { decide } from './decide'
import type { RunEvent } from './events'
import { fold } from './fold'
import { ALSO_WHEN_CANCELLED } from './parts'
import { planOf } from './plan'
import { type Drawn, draw } from './testing/drawn'
import { outcomeOf } from './testing/outcome'
import { type Behaviours, perform, type World } from './testing/perform'

const entry = (part: 'catch' | 'finally') => ({ kind: 'entry', part }) as const
const also: Partial<Node> = { params: { [ALSO_WHEN_CANCELLED]: true } }

/** A Try called `try` that holds `inside`, whose last part begins with `last`. */
function tried(
  inside: string,
  more: { nodes?: Record<string, Partial<Node>>; flow?: string; inside?: Record<string, string> } = {},
): Drawn {
  return draw(more.flow ?? 't → try → end', {
    inside: { try: inside, ...more.inside },
    types: {
      try: { container: 'scope' },
      inner: { container: 'scope' },
      caught: entry('catch'),
      last: entry('finally'),
      innerLast: entry('finally'),
    },
    nodes: { last: also, innerLast: also, ...more.nodes },
  })
}

function statuses({ steps }: Pick<ReturnType<typeof outcomeOf>, 'steps'>) {
  const known = steps as Record<string, { status: string }> // made by outcomeOf
  return Object.fromEntries(Object.entries(known).map(([step, { status }]) => [step, status]))
}

/** The end of a run that was cancelled after so many events. */
function cancelled({ graph, manifest }: Drawn, does: Behaviours, cancelAfter: number) {
  const plan = planOf(graph, manifest)
  const journal = perform(plan, does, { cancelAfter })
  return { journal, plan, ...outcomeOf(plan, journal) }
}

describe('a run that is cancelled', () => {
  test('while a scope is open that tidies up also then does its last part, then ends as cancelled', () => {
    const end = cancelled(tried('wait → never, caught → mend, last → tidy'), { wait: { waits: 'approval' } }, 4)
    expect(end.run).toBe('cancelled')
    expect(statuses(end)).toEqual({
      t: 'completed',
      try: 'cancelled',
      'try:0/wait': 'cancelled',
      'try:2/last': 'completed',
      'try:2/tidy': 'completed',
    })
    expect(end.steps['try:2/last']).toMatchObject({
      output: { failed: true, error: { code: 'cancelled', message: 'The run was cancelled.', step: 'try' } },
    })
  })

  test('without one that is set so, or after it was closed, ends at once', () => {
    const unset = tried('wait, last → tidy', { nodes: { last: {} } })
    expect(cancelled(unset, { wait: { waits: 'approval' } }, 4).journal.at(-2)).toMatchObject({ type: 'wait.opened' })
    const closed = cancelled(tried('a, last → tidy'), { end: { waits: 'approval' } }, 12)
    expect(statuses(closed)).toMatchObject({ 'try:2/tidy': 'completed', end: 'cancelled' })
    expect(closed.journal.some(({ type }) => type === 'run.cancelling')).toBe(false)
  })

  test('in the middle of a last part finishes it, and does no step of it twice', () => {
    const drawn = tried('a, last → one → two → three')
    const plan = planOf(drawn.graph, drawn.manifest)
    const whole = perform(plan, {})
    const at = whole.findIndex((event) => event.type === 'step.completed' && event.step === 'try:2/two')
    const end = cancelled(drawn, {}, at + 1)
    expect(statuses(end)).toMatchObject({
      try: 'cancelled',
      'try:2/one': 'completed',
      'try:2/two': 'completed',
      'try:2/three': 'completed',
    })
    expect(end.steps['try:2/last']).toMatchObject({ output: { failed: false } })
    expect(statuses(end)).not.toHaveProperty('end')
    expect(completions(end.journal, 'try:2/two')).toBe(1)
  })

  test('tidies up the innermost first, and the parts of all items of a loop', () => {
    const nested = tried('inner, last → tidy', { inside: { inner: 'wait, innerLast → innerTidy' } })
    const { journal } = cancelled(nested, { wait: { waits: 'timer' } }, 5)
    const order = journal.flatMap((event) => (event.type === 'scope.turned' ? [event.step] : []))
    expect(order).toEqual(['try:0/inner', 'try'])

    const looped = tried('wait, last → tidy', {
      flow: 't → each → end',
      inside: { each: 'try' },
      nodes: { each: { params: { concurrency: 3 } } },
    })
    const end = cancelled(looped, { each: { items: [1, 2, 3, 4] }, wait: { waits: 'timer' } }, 11)
    expect(statuses(end)).toMatchObject({
      'each:0/try:2/tidy': 'completed',
      'each:1/try:2/tidy': 'completed',
      'each:2/try:2/tidy': 'completed',
      each: 'cancelled',
    })
    expect(statuses(end)).not.toHaveProperty('each:3/try')
  })

  test('begins nothing else', () => {
    const drawn = tried('wait, last → tidy', { flow: 't → try → end, t → beside → later' })
    const end = cancelled(drawn, { wait: { waits: 'timer' } }, 3)
    expect(statuses(end)).toMatchObject({ 'try:2/tidy': 'completed' })
    expect(statuses(end)).not.toHaveProperty('later')
  })

  test('takes nothing from an item of a loop around that is at its end', () => {
    const drawn = tried('wait, last → tidy', { flow: 't → each → end', inside: { each: 'if -yes→ try' } })
    const plan = planOf(drawn.graph, { ...drawn.manifest })
    const journal: RunEvent[] = [
      { type: 'run.started', at: 0, triggerNodeId: 't', input: null },
      { type: 'loop.opened', at: 1, step: 'each', attempt: 1, items: [1] },
      { type: 'step.started', at: 2, step: 'each:0/if', attempt: 1 },
      { type: 'step.completed', at: 3, step: 'each:0/if', attempt: 1, port: 'no', output: null },
      { type: 'step.skipped', at: 4, step: 'each:0/try', reason: 'dead-path' },
    ]
    expect(decide(plan, fold(plan, journal))).toMatchObject([{ type: 'loop.collect' }])
    journal.push({ type: 'run.cancelling', at: 5, scopes: ['each:0/try'] })
    expect(decide(plan, fold(plan, journal))).toEqual([{ type: 'run.cancel' }])
  })

  test.each(['before', 'in'])('does a last part although something beside it is failing, the wish coming %s it', (when) => {
    const drawn = tried('a, last → tidy', { flow: 't → try → end, t → beside, t → slow' })
    const plan = planOf(drawn.graph, drawn.manifest)
    const turned: RunEvent[] = [
      { type: 'step.started', at: 2, step: 'try:0/a', attempt: 1 },
      { type: 'step.completed', at: 2, step: 'try:0/a', attempt: 1, port: 'out', output: null },
      { type: 'scope.tried', at: 3, step: 'try', output: null },
      { type: 'scope.turned', at: 3, step: 'try', part: 'finally' },
    ]
    const state = fold(plan, [
      { type: 'run.started', at: 0, triggerNodeId: 't', input: null },
      { type: 'scope.opened', at: 1, step: 'try', attempt: 1 },
      ...(when === 'in' ? turned : []),
      { type: 'step.started', at: 4, step: 'beside', attempt: 1 },
      { type: 'step.started', at: 4, step: 'slow', attempt: 1 },
      { type: 'step.failed', at: 5, step: 'beside', attempt: 1, error: { code: 'boom', message: 'it broke' } },
    ])
    expect(decide(plan, state, new Set(['slow']))).toEqual([])
    fold(plan, [{ type: 'run.cancelling', at: 6, scopes: scopesToTidy(state) }], state)
    if (when === 'before') {
      const [turn] = decide(plan, state)
      expect(turn).toMatchObject({ type: 'scope.turn', part: 'finally' })
      fold(plan, [{ type: 'scope.turned', at: 7, step: 'try', part: 'finally' }], state)
    }
    expect(decide(plan, state)).toEqual([{ type: 'step.run', step: 'try:2/tidy', attempt: 1 }])
  })

  test('does a scope that stands in a last part in its turn, from its beginning', () => {
    const drawn = tried('a, last → inner', { inside: { inner: 'wait → x, innerLast → innerTidy' } })
    const plan = planOf(drawn.graph, drawn.manifest)
    const whole = perform(plan, {})
    const opened = whole.findIndex((event) => event.type === 'scope.opened' && event.step === 'try:2/inner')
    const end = cancelled(drawn, {}, opened + 1)
    expect(end.journal.find(({ type }) => type === 'run.cancelling')).toMatchObject({ scopes: ['try'] })
    expect(statuses(end)).toMatchObject({
      'try:2/inner:0/x': 'completed',
      'try:2/inner:2/innerTidy': 'completed',
      'try:2/inner': 'completed',
    })
  })

  test('waits for nothing in its last part: what would wait fails, and may have a line for that', () => {
    const drawn = tried('wait, last → ask → after')
    const end = cancelled(drawn, { wait: { waits: 'timer' }, ask: { waits: 'approval' } }, 4)
    expect(end.run).toBe('cancelled')
    expect(end.steps['try:2/ask']).toMatchObject({ status: 'failed', error: { code: 'cancelled' } })
    expect(statuses(end)).not.toHaveProperty('try:2/after')
    const goesOn = tried('wait, last → ask → after', { nodes: { ask: { onError: 'continue' } } })
    expect(statuses(cancelled(goesOn, { wait: { waits: 'timer' }, ask: { waits: 'approval' } }, 4))).toMatchObject({
      'try:2/after': 'completed',
    })
  })

  test('while its last part waits gives that up, and goes on with the part where it may', () => {
    const drawn = tried('a, last → ask → after', { nodes: { ask: { onError: 'continue' } } })
    const plan = planOf(drawn.graph, drawn.manifest)
    const does: Behaviours = { ask: { waits: 'approval' } }
    const opened = perform(plan, does).findIndex(({ type }) => type === 'wait.opened')
    const end = cancelled(drawn, does, opened + 1)
    expect(statuses(end)).toMatchObject({ 'try:2/ask': 'failed', 'try:2/after': 'completed' })
    expect(fold(plan, end.journal).waits.size).toBe(0)
  })

  test('what was in flight elsewhere when its worker died is not taken up again, what was in a last part is', () => {
    const drawn = tried('pay, last → tidy')
    const plan = planOf(drawn.graph, drawn.manifest)
    const journal: RunEvent[] = [
      { type: 'run.started', at: 0, triggerNodeId: 't', input: null },
      { type: 'scope.opened', at: 1, step: 'try', attempt: 1 },
      { type: 'step.started', at: 2, step: 'try:0/pay', attempt: 1 },
      { type: 'effect.announced', at: 2, step: 'try:0/pay', attempt: 1, key: 'k', effect: 'unsafe' },
      { type: 'run.cancelling', at: 3, scopes: ['try'] },
    ]
    expect(decide(plan, fold(plan, journal))).toMatchObject([{ type: 'scope.turn', step: 'try', part: 'finally' }])
    const error = { code: 'cancelled', message: '' }
    journal.push(
      { type: 'scope.turned', at: 4, step: 'try', part: 'finally', failure: { step: 'try', error } },
      { type: 'step.started', at: 5, step: 'try:2/tidy', attempt: 1 },
      { type: 'effect.announced', at: 5, step: 'try:2/tidy', attempt: 1, key: 'l', effect: 'unsafe' },
    )
    expect(decide(plan, fold(plan, journal))).toEqual([{ type: 'step.verify', step: 'try:2/tidy', attempt: 1 }])
  })

  test('is gone on from as any other: its last part is done again, in its turn', () => {
    const does: Behaviours = { wait: { waits: 'timer' } }
    const { journal, plan } = cancelled(tried('a → wait, last → tidy'), does, 7)
    expect(statuses(outcomeOf(plan, journal))).toMatchObject({ 'try:0/a': 'completed', 'try:2/tidy': 'completed' })
    const { events } = continuationOf({ runId: 'r', plan, events: journal }, plan, null, 0)
    const [started] = journal
    const end = outcomeOf(plan, perform(plan, does, { journal: started ? [started, ...events] : [] }))
    expect(end.run).toBe('succeeded')
    expect(statuses(end)).toMatchObject({ 'try:0/wait': 'completed', 'try:2/tidy': 'completed', end: 'completed' })
  })

  test('says which scopes tidy up, so that the journal folds the same on a version where they are not set to', () => {
    const does: Behaviours = { wait: { waits: 'timer' } }
    const { journal } = cancelled(tried('wait, last → tidy'), does, 4)
    const { graph, manifest } = tried('wait, last → tidy', { nodes: { last: {} } })
    expect(statuses(outcomeOf(planOf(graph, manifest), journal))).toMatchObject({ 'try:2/tidy': 'completed' })
  })
})

const shape = fc.record({
  failures: fc.constantFrom(0, 0, 0, 9),
  waits: fc.constantFrom(undefined, undefined, 'timer', 'approval'),
  effect: fc.constantFrom(undefined, 'keyed', 'unsafe'),
  lookUp: fc.boolean(),
  onError: fc.constantFrom('fail', 'continue'),
})
type Shape = typeof shape extends fc.Arbitrary<infer One> ? One : never
const NAMES = ['before', 'a', 'b', 'mend', 'one', 'two', 'x', 'innerOne', 'innerTwo'] as const

/**
 * Two Trys, one in the other and both in a loop, cancelled after any event of the run, and its worker dies once at any
 * point after that. KAOS_SIMULATIONS says how many runs there are.
 */
test('ends as cancelled wherever the wish comes, and does each open last part once', () => {
  fc.assert(
    fc.property(
      fc.tuple(...NAMES.map(() => shape)),
      fc.record({ outer: fc.boolean(), inner: fc.boolean(), atATime: fc.integer({ min: 1, max: 3 }) }),
      fc.array(fc.nat(50), { minLength: 1, maxLength: 20 }),
      fc.record({ wish: fc.nat(200), cutsShort: fc.boolean(), dies: fc.nat(30), lost: fc.nat(2) }),
      (shapes, set, picks, { wish, cutsShort, dies, lost }) => {
        const plan = nestedPlan(shapes, set)
        const does: Behaviours = {
          each: { items: [1, 2, 3] },
          ...Object.fromEntries(NAMES.map((name, at) => [name, behaviourOf(shapes[at])])),
        }
        const whole = perform(plan, does, { pick: picker(picks) })
        const cancelAfter = 1 + (wish % (whole.length - 1))
        const world: World = { done: new Map(), clock: 0 }
        const journal = perform(plan, does, { pick: picker(picks), world, cancelAfter, cutsShort, stopAfter: cancelAfter + dies })
        if (!isOver(journal)) journal.splice(Math.max(durable(journal), journal.length - lost))
        const end = perform(plan, does, { journal, world, cancelAfter: Math.min(cancelAfter, journal.length), pick: picker(picks) })
        expectTidied(plan, end, does, world)
      },
    ),
    { numRuns: Number(process.env.KAOS_SIMULATIONS ?? 500) },
  )
})

const LAST_PART = /(try|inner):2\//

function isOver(journal: readonly RunEvent[]): boolean {
  const type = journal.at(-1)?.type
  return type === 'run.succeeded' || type === 'run.failed' || type === 'run.cancelled'
}

function expectTidied(plan: ReturnType<typeof planOf>, end: RunEvent[], does: Behaviours, world: World) {
  expect(isOver(end)).toBe(true)
  const at = end.findIndex(({ type }) => type === 'run.cancelling')
  // It was over before anybody could look.
  if (end.at(-1)?.type !== 'run.cancelled') return expect(at).toBe(-1)
  const state = fold(plan, end)
  expect(state.tidying.size + state.active.size + state.waits.size).toBe(0)
  if (at < 0) return expect(scopesToTidy(fold(plan, end.slice(0, -1)))).toEqual([])
  const cancelling = end[at]
  if (cancelling?.type !== 'run.cancelling') return
  for (const step of cancelling.scopes) {
    expect(state.steps.get(step)?.status, step).toBe('cancelled')
    expect(state.scopes.get(step)?.part, step).toBe(2)
  }
  const others = end.slice(at).filter((event) => event.type === 'step.started' && !LAST_PART.test(event.step))
  expect(others, 'nothing else begins').toEqual([])
  for (const step of state.steps.keys()) if (LAST_PART.test(step)) expect(completions(end, step), step).toBeLessThanOrEqual(1)
  for (const [step, times] of world.done) {
    const behaviour = does[step.slice(step.lastIndexOf('/') + 1)]
    if (typeof behaviour === 'object' && behaviour.effect) expect(times, step).toBe(1)
  }
}

function nestedPlan(
  shapes: readonly (Shape | undefined)[],
  { outer, inner, atATime }: { outer: boolean; inner: boolean; atATime: number },
) {
  const onErrors = Object.fromEntries(NAMES.map((name, at) => [name, { onError: shapes[at]?.onError ?? 'fail' }]))
  const { graph, manifest } = tried('before → inner → b, caught → mend, last → one → two', {
    flow: 't → each → end',
    inside: { each: 'try', inner: 'a → x, innerLast → innerOne → innerTwo' },
    nodes: {
      ...onErrors,
      each: { params: { concurrency: atATime } },
      last: { params: { [ALSO_WHEN_CANCELLED]: outer } },
      innerLast: { params: { [ALSO_WHEN_CANCELLED]: inner } },
    },
  })
  return planOf(graph, manifest)
}

/** Up to what a crash can't take back. */
function durable(journal: readonly RunEvent[]): number {
  return journal.findLastIndex(({ type }) => type === 'effect.announced' || type === 'wait.opened' || type === 'wait.closed') + 1
}

function behaviourOf(drawn: Shape | undefined) {
  if (!drawn) return {}
  const { failures, waits, effect, lookUp } = drawn
  return { failures: effect === 'unsafe' ? 0 : failures, waits, effect, lookUp }
}

function completions(journal: readonly RunEvent[], step: string): number {
  return journal.filter((event) => event.type === 'step.completed' && event.step === step).length
}

function picker(picks: readonly number[]): (count: number) => number {
  let at = 0
  return (count) => (picks[at++ % picks.length] ?? 0) % count
}
