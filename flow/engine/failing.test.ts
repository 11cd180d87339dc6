import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide } from './decide'
import type { RunEvent } from './events'
import { failedStepOf } from './failed-step-of'
import { fold } from './fold'
import { type Plan, planOf } from './plan'
import { aroundStep, frameOf, nodeOf } from './step'
import { type Drawn, draw } from './testing/drawn'
import { outcomeOf } from './testing/outcome'
import { type Behaviours, perform } from './testing/perform'

/** Which steps fail for which item, for good or but once; in the loop inside, for its own items. */
const failing = fc.array(
  fc.record({ step: fc.constantFrom('a', 'b', 'c', 'p', 'q', 'm', 'tidy'), item: fc.nat(7), attempts: fc.constantFrom(1, 2, 2) }),
  { minLength: 1, maxLength: 5 },
)

test('a loop fails with its first item that fails, however many are done at a time and in whatever order, and after a crash anywhere', () => {
  let failed = 0
  fc.assert(
    fc.property(
      failing,
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.nat(1_000), { minLength: 1, maxLength: 30 }),
      fc.nat(1_000),
      (fails, atATime, picks, crash) => {
        const does = behaviours(fails)
        const [one, many] = [planned(1), planned(atATime)]
        const first = perform(one, does)
        const other = perform(many, does, { pick: picker(picks) })
        expect(leftBy(many, other)).toEqual(leftBy(one, first))
        const journal = other.slice(0, 1 + (crash % other.length))
        expect(leftBy(many, perform(many, does, { journal, pick: picker(picks) }))).toEqual(leftBy(one, first))
        if (fold(one, first).status === 'failed') failed += 1
      },
    ),
    { numRuns: Number(process.env.KAOS_SIMULATIONS ?? 150) },
  )
  expect(failed).toBeGreaterThan(30)
})

/** Both are under way when the first of them fails, and what leads to them is done. */
const BESIDE = [
  ['at the top', draw('t → a, t → b')],
  ['in an item', draw('t → each', { inside: { each: 'p → a, p → b' } })],
  [
    'in a scope, as what is caught',
    draw('t → try', {
      inside: { try: 'a, b, caught → mend' },
      types: { try: { container: 'scope' }, caught: { kind: 'entry', part: 'catch' } },
    }),
  ],
] as const

test.each(BESIDE)('of two branches that fail side by side %s, the one drawn first wins, whichever is quicker', (_, { graph, manifest }) => {
  const plan = planOf(graph, manifest)
  const does: Behaviours = { each: { items: [1] }, a: { failures: 9 }, b: { failures: 9 } }
  const quicker = [0, 1].map((which) => perform(plan, does, { pick: (count) => which * (count - 1) }))
  const failed = quicker.map((journal) => journal.findIndex((event) => event.type === 'step.failed' && event.step.endsWith('a')))
  const other = quicker.map((journal) => journal.findIndex((event) => event.type === 'step.failed' && event.step.endsWith('b')))
  expect(failed.map((at, which) => at < (other[which] ?? -1))).toEqual([true, false])
  const [one, two] = quicker.map((journal) => leftBy(plan, journal))
  expect(two).toEqual(one)
  const told = quicker.map((journal) => journal.find(({ type }) => type === 'scope.turned' || type === 'run.failed'))
  for (const event of told) expect(JSON.stringify(event)).toContain('a broke')
})

const entry = (part: 'catch' | 'finally') => ({ kind: 'entry', part }) as const
const opened = (step: string): RunEvent[] => [{ type: 'loop.opened', at: 1, step, attempt: 1, items: [7, 8], total: 2 }]
const tried = (step: string): RunEvent[] => [{ type: 'scope.opened', at: 1, step, attempt: 1 }]

/** `a` is in something that was drawn before `b`; what is open around it; and whose failure it is. */
const APART: [string, Drawn, RunEvent[], string, string][] = [
  ['a loop', draw('t → each, t → b', { inside: { each: 'a' } }), opened('each'), 'each:0/a', 'Item 1 of 2: a broke'],
  ['a loop that was drawn later', draw('t → b, t → each', { inside: { each: 'a' } }), opened('each'), 'each:0/a', 'b broke'],
  [
    'a loop whose failures the run goes on after',
    draw('t → each, t → b', { inside: { each: 'a' }, nodes: { each: { onError: 'continue' } } }),
    opened('each'),
    'each:0/a',
    'b broke',
  ],
  [
    'a Try that tidies up',
    draw('t → try, t → b', {
      inside: { try: 'a, last → tidy' },
      types: { try: { container: 'scope' }, last: entry('finally') },
    }),
    tried('try'),
    'try:0/a',
    'a broke',
  ],
  [
    'a Try that catches it',
    draw('t → try, t → b', {
      inside: { try: 'a, caught → mend' },
      types: { try: { container: 'scope' }, caught: entry('catch') },
    }),
    tried('try'),
    'try:0/a',
    'b broke',
  ],
  [
    'a Try in a loop, beside it in its item',
    draw('t → each', { inside: { each: 'try, b', try: 'a' }, types: { try: { container: 'scope' } } }),
    [...opened('each'), ...tried('each:0/try')],
    'each:0/try:0/a',
    'Item 1 of 2: a broke',
  ],
  [
    'a loop in a Try, beside it in what is tried',
    draw('t → try', {
      inside: { try: 'each, b, caught → mend', each: 'a' },
      types: { try: { container: 'scope' }, caught: entry('catch') },
    }),
    [...tried('try'), ...opened('try:0/each')],
    'try:0/each:0/a',
    'Item 1 of 2: a broke',
  ],
]

test.each(APART)('of a step in %s and one beside it that fail while both are under way, the same wins whichever is quicker', (...apart) => {
  const [, { graph, manifest }, open, a, wins] = apart
  const plan = planOf(graph, manifest)
  const [around = ''] = aroundStep(a)
  const b = `${frameOf(around)}b`
  const underWay: RunEvent[] = [
    { type: 'run.started', at: 0, triggerNodeId: 't', input: null },
    ...open,
    ...[a, b].map((step): RunEvent => ({ type: 'step.started', at: 2, step, attempt: 1 })),
  ]
  const failed = (step: string): RunEvent => {
    const message = `${nodeOf(step)} broke`
    return { type: 'step.failed', at: 3, step, attempt: 1, error: { code: 'boom', message } }
  }
  for (const order of [
    [a, b],
    [b, a],
  ]) {
    const journal = perform(plan, {}, { journal: [...underWay, ...order.map(failed)] })
    const told = journal.find(({ type }) => type === 'scope.turned' || type === 'run.failed')
    expect(told, order.join(' before ')).toMatchObject(
      told?.type === 'scope.turned' ? { failure: { error: { message: wins } } } : { error: { message: wins } },
    )
    const step = wins.endsWith('a broke') ? a : b
    expect(told, order.join(' before ')).toMatchObject(told?.type === 'scope.turned' ? { failure: { step } } : { step })
    if (told?.type === 'run.failed') expect(failedStepOf(fold(plan, journal))).toBe(step)
  }
})

/** The end, what failed, and all that was done for the items up to the one it failed with. */
function leftBy(plan: Plan, journal: ReturnType<typeof perform>) {
  const failed = failedStepOf(fold(plan, journal))
  const { run, error, steps } = outcomeOf(plan, journal)
  return { run, error, failed, steps: Object.entries(steps).filter(([step]) => failed === undefined || !isAfter(step, failed)) }
}

function isAfter(step: string, failed: string): boolean {
  const [items, until] = [step, failed].map((each) => [...each.matchAll(/:(\d+)\//g)].map(([, item]) => Number(item)))
  const apart = items?.findIndex((item, depth) => item !== until?.[depth]) ?? -1
  return (items?.[apart] ?? 0) > (until?.[apart] ?? Number.POSITIVE_INFINITY)
}

function planned(concurrency: number): Plan {
  const { graph, manifest } = draw('t → each → end', {
    inside: { each: 'a → b → inner → try → c, a → c', inner: 'p → q', try: 'm, last → tidy' },
    nodes: { each: { params: { concurrency } }, inner: { params: { concurrency } } },
    types: { try: { container: 'scope' }, last: { kind: 'entry', part: 'finally' } },
  })
  return planOf(graph, manifest)
}

function behaviours(fails: readonly { step: string; item: number; attempts: number }[]): Behaviours {
  const does: Behaviours = { each: { items: [0, 1, 2, 3, 4, 5, 6, 7] }, inner: (item) => ({ items: [Number(item), 6, 7] }) }
  for (const { step } of fails) {
    does[step] = (item) => {
      const attempts = Math.max(0, ...fails.filter((each) => each.step === step && each.item === item).map((each) => each.attempts))
      return { failures: attempts, retries: 1 }
    }
  }
  return does
}

function picker(picks: readonly number[]): (count: number) => number {
  let at = 0
  return (count) => (picks[at++ % picks.length] ?? 0) % count
}

test.each([
  ['a turn for its account', 'turn', []],
  ['a flow that it called', 'call', []],
  ['a time', 'timer', ['container.fail']],
  ['a person', 'approval', ['container.fail']],
] as const)('when a later item fails, one that waits for %s is done to its end only if that is work in hand', (_, kind, next) => {
  const { graph, manifest } = draw('t → each', { inside: { each: 'a → b' }, nodes: { each: { params: { concurrency: 2 } } } })
  const plan = planOf(graph, manifest)
  const begun = [0, 1].map((index): RunEvent => ({ type: 'step.started', at: 2, step: `each:${index}/a`, attempt: 1 }))
  const state = fold(plan, [
    { type: 'run.started', at: 0, triggerNodeId: 't', input: null },
    { type: 'loop.opened', at: 1, step: 'each', attempt: 1, items: ['x', 'y'] },
    ...begun,
    { type: 'wait.opened', at: 3, step: 'each:0/a', attempt: 1, waitId: 'w', kind },
    { type: 'step.failed', at: 4, step: 'each:1/a', attempt: 1, error: { code: 'boom', message: 'a broke' } },
  ])
  expect(decide(plan, state).map(({ type }) => type)).toEqual(next)
  fold(plan, [{ type: 'wait.closed', at: 5, step: 'each:0/a', waitId: 'w', result: null }], state)
  expect(decide(plan, state)).toMatchObject([{ step: 'each:0/a' }])
})
