import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RunEvent } from './events'
import { filmOf } from './film'
import { fold } from './fold'
import { planOf } from './plan'
import { draw } from './testing/drawn'
import { perform } from './testing/perform'

const { graph, manifest } = draw('t → a → each → try → end, t → b → end', {
  inside: { each: 'x → y', try: 'risky, oops → mend' },
  nodes: { each: { params: { concurrency: 3 } }, b: { onError: 'continue' } },
  types: { try: { container: 'scope' }, oops: { kind: 'entry', part: 'catch' } },
})
const plan = planOf(graph, manifest)
const journal = perform(plan, {
  each: { items: [1, 2, 3, 4, 5, 6, 7] },
  a: { waits: 'timer' },
  b: { failures: Number.POSITIVE_INFINITY },
  x: (item) => (item === 4 ? { waits: 'timer' } : {}),
  risky: { failures: Number.POSITIVE_INFINITY },
})

test('shows at any moment what its prefix amounts to, wound back and forth in any order', () => {
  expect(journal.length).toBeGreaterThan(50)
  fc.assert(
    fc.property(fc.array(fc.nat(journal.length + 3), { minLength: 1, maxLength: 40 }), (moments) => {
      const at = filmOf(plan, journal, 3, 4)
      for (const moment of moments) expect(at(moment)).toEqual(fold(plan, journal.slice(0, moment)))
    }),
    { numRuns: 60 },
  )
})

test('goes on when the journal grows', () => {
  const growing: RunEvent[] = []
  const at = filmOf(plan, growing, 3, 4)
  for (const event of journal) {
    growing.push(event)
    expect(at(growing.length).seq).toBe(growing.length)
  }
  expect(at(9)).toEqual(fold(plan, journal.slice(0, 9)))
})

test('winds a long journal back without folding it all', () => {
  const items = Array.from({ length: 3_000 }, (_, index) => index)
  const drawn = draw('t → each', { inside: { each: 'x' }, types: { x: { effect: 'read' } } })
  const long = planOf(drawn.graph, drawn.manifest)
  const events = perform(long, { each: { items } }, { see: false })
  expect(events.length).toBeGreaterThan(9_000)
  let folded = 0
  const counted = new Proxy(events, {
    get: (all, name) => {
      if (name !== 'slice') return Reflect.get(all, name)
      return (from: number, to: number) => {
        folded += to - from
        return all.slice(from, to)
      }
    },
  })
  const at = filmOf(long, counted)
  at(events.length)
  folded = 0
  for (let moment = events.length; moment > events.length - 100; moment--) at(moment)
  expect(folded).toBeLessThan(100 * 512)
})
