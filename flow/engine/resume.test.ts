import { describe, expect, test } from 'vitest'
import type { RunEvent } from './events'
import { fold } from './fold'
import { planOf } from './plan'
import { type Drawn, draw } from './testing/drawn'
import { outcomeOf } from './testing/outcome'
import { type Behaviours, perform, type World } from './testing/perform'

/**
 * The promise of the engine: a run that is taken over after any event comes to the same end,
 * no finished step runs twice, and no unsafe effect happens twice.
 */
const runs: { name: string; drawn: Drawn; does: Behaviours; ends: string }[] = [
  {
    name: 'a branch and a join',
    drawn: draw('t → if, if -yes→ a → end, if -no→ b → end, t → c → end'),
    does: { if: { port: 'yes' } },
    ends: 'succeeded',
  },
  {
    name: 'a loop, three at a time, with a branch inside',
    drawn: draw('t → each → end', {
      inside: { each: 'if -yes→ x → y, if -no→ y' },
      nodes: { each: { params: { concurrency: 3 } } },
    }),
    does: { each: { items: [1, 2, 3, 4, 5] }, if: (item) => ({ port: Number(item) % 2 ? 'yes' : 'no' }) },
    ends: 'succeeded',
  },
  {
    name: 'a loop in a loop, with empty ones among them',
    drawn: draw('t → outer → end', {
      inside: { outer: 'before → inner → after', inner: 'x → y' },
      nodes: { outer: { params: { concurrency: 2 } } },
    }),
    does: { outer: { items: [0, 1, 2] }, inner: (item) => ({ items: Array.from({ length: Number(item) }, (_, at) => at) }) },
    ends: 'succeeded',
  },
  { name: 'retries', drawn: draw('t → a → b'), does: { a: { failures: 2, retries: 2 } }, ends: 'succeeded' },
  {
    name: 'an error branch',
    drawn: draw('t → a → b → end, a -error→ c → end', { nodes: { a: { onError: 'branch' } } }),
    does: { a: { failures: 9, retries: 1 } },
    ends: 'succeeded',
  },
  {
    name: 'a failure that is passed over',
    drawn: draw('t → a → b', { nodes: { a: { onError: 'continue' } } }),
    does: { a: { failures: 9 } },
    ends: 'succeeded',
  },
  { name: 'a failure that ends the run', drawn: draw('t → a → b'), does: { a: { failures: 9, retries: 1 } }, ends: 'failed' },
  {
    name: 'a failure inside a loop in a loop, branched on outside',
    drawn: draw('t → outer → end, outer -error→ mend', {
      inside: { outer: 'inner → after', inner: 'x' },
      nodes: { outer: { onError: 'branch' } },
    }),
    does: { outer: { items: ['a', 'b'] }, inner: { items: [1, 2] }, x: (item) => ({ failures: item === 2 ? 9 : 0 }) },
    ends: 'succeeded',
  },
  {
    name: 'waits, in a loop and beside a branch',
    drawn: draw('t → each → end, t → w → end, t → b → end', {
      inside: { each: 'nap → x' },
      nodes: { each: { params: { concurrency: 2 } } },
    }),
    does: { each: { items: [1, 2, 3] }, nap: { waits: 'timer' }, w: { waits: 'approval' } },
    ends: 'succeeded',
  },
  {
    name: 'effects of every kind, some in a loop',
    drawn: draw('t → r → k → u → each', { inside: { each: 'pay → tell' }, nodes: { each: { params: { concurrency: 2 } } } }),
    does: {
      r: { effect: 'read' },
      k: { effect: 'keyed' },
      u: { effect: 'unsafe' },
      each: { items: [1, 2] },
      pay: { effect: 'unsafe' },
      tell: { effect: 'keyed' },
    },
    ends: 'succeeded',
  },
  {
    name: 'disabled steps, one of them a loop',
    drawn: draw('t → a → each → b, t → if, if -no→ dead → b', {
      inside: { each: 'x' },
      nodes: { a: { disabled: true }, each: { disabled: true }, dead: { disabled: true } },
    }),
    does: { if: { port: 'yes' } },
    ends: 'succeeded',
  },
  {
    name: 'a repeat of three passes, with a wait inside',
    drawn: draw('t → again → end', { inside: { again: 'ask → nap' }, types: { again: { container: 'repeat' } } }),
    does: { again: { items: ['start'], passes: 3 }, ask: { effect: 'read' }, nap: { waits: 'timer' } },
    ends: 'succeeded',
  },
  {
    name: 'a loop whose items come a few at a time and are swept, but for an odd one',
    drawn: draw('t → each → end', { inside: { each: 'x → y' } }),
    does: {
      each: { items: Array.from({ length: 27 }, (_, at) => at), chunk: 10 },
      x: (item) => (item === 23 ? { failures: 1, retries: 1 } : {}),
    },
    ends: 'succeeded',
  },
  {
    name: 'a scope that catches, with an effect in every part',
    drawn: draw('t → try → end', {
      inside: { try: 'pay → break → never, caught → mend, last → tidy' },
      types: { try: { container: 'scope' }, caught: { kind: 'entry', part: 'catch' }, last: { kind: 'entry', part: 'finally' } },
    }),
    does: { pay: { effect: 'unsafe' }, break: { failures: 9 }, mend: { effect: 'keyed' }, tidy: { effect: 'unsafe' } },
    ends: 'succeeded',
  },
  {
    name: 'a scope in a loop, which fails in what it does about a failure, and tidies up all the same',
    drawn: draw('t → each → end', {
      inside: { each: 'try', try: 'break, beside, caught → mend, last → tidy' },
      nodes: { each: { params: { concurrency: 2 }, onError: 'continue' } },
      types: { try: { container: 'scope' }, caught: { kind: 'entry', part: 'catch' }, last: { kind: 'entry', part: 'finally' } },
    }),
    does: {
      each: { items: [1, 2] },
      break: (item) => (item === 2 ? { failures: 9 } : {}),
      beside: { waits: 'timer' },
      mend: { failures: 9 },
      tidy: { effect: 'keyed' },
    },
    ends: 'succeeded',
  },
]

describe.each(runs)('$name', ({ drawn, does, ends }) => {
  const plan = planOf(drawn.graph, drawn.manifest)

  /** An effect leaves its mark in the world right after it was announced: a crash may come before the mark or after it. */
  test.each(['before', 'after'])('is taken over after every event, a crash coming %s the effect it announced', (moment) => {
    const whole = perform(plan, does, { pick: everySecond() })
    const expected = outcomeOf(plan, whole)
    expect(expected.run).toBe(ends)

    for (let length = 1; length < whole.length; length++) {
      const prefix = whole.slice(0, length)
      const world = worldAfter(prefix, moment === 'after')
      const journal = perform(plan, does, { journal: [...prefix], world, pick: everySecond() })
      expect(outcomeOf(plan, journal), `after event ${length}, ${JSON.stringify(prefix.at(-1))}`).toEqual(expected)
      expectNothingTwice(prefix, journal.slice(length), world, does)
    }
  })

  test('folding on is folding all', () => {
    const journal = perform(plan, does)
    const state = fold(plan, journal.slice(0, 5))
    expect(fold(plan, journal.slice(5), state)).toEqual(fold(plan, journal))
  })
})

/** Side by side: each event comes from another task than the one before, where there are several. */
function everySecond(): (count: number) => number {
  let turn = 0
  return (count) => turn++ % count
}

function worldAfter(prefix: readonly RunEvent[], lastHappened: boolean): World {
  const done = new Map<string, number>()
  prefix.forEach((event, at) => {
    const settledLater = prefix.slice(at + 1).some((later) => 'step' in later && later.step === ('step' in event ? event.step : ''))
    if (event.type === 'effect.announced' && (settledLater || lastHappened)) done.set(event.step, (done.get(event.step) ?? 0) + 1)
  })
  return { done, clock: prefix.length }
}

function expectNothingTwice(before: readonly RunEvent[], after: readonly RunEvent[], world: World, does: Behaviours): void {
  const finished = new Set(
    before.flatMap((event) => (event.type === 'step.completed' || event.type === 'step.skipped' ? [event.step] : [])),
  )
  const repeated = after.filter(
    (event) => 'step' in event && event.step !== undefined && finished.has(event.step) && event.type !== 'run.failed',
  )
  expect(repeated).toEqual([])
  for (const [step, times] of world.done) {
    const behaviour = does[step.slice(step.lastIndexOf('/') + 1)]
    if (typeof behaviour === 'object' && behaviour.effect !== 'read') expect(times, `${step} happened once`).toBe(1)
  }
}
