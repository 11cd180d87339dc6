import { describe, expect, test } from 'vitest'
import { emptyGraph } from '../graph/graph'
import { fold } from './fold'
import { type Plan, planOf } from './plan'
import { runView } from './run-view'
import { draw } from './testing/drawn'
import { perform } from './testing/perform'

/** Generous limits for a slow, shared machine: what they catch is work that grows with the square. */
describe('ten thousand', () => {
  const long = (at: number) => at - 1
  const wide = () => 0

  test('steps in a row', () => {
    const plan = planned(long)
    expect(quickly(2_000, () => perform(plan, {}, { see: false, trigger: 'n0' }))).toHaveLength(2 * 10_000 + 2)
  })

  test('steps side by side, a hundred in flight', () => {
    const plan = planned(wide)
    expect(quickly(2_000, () => perform(plan, {}, { see: false, trigger: 'n0', room: 100 }))).toHaveLength(2 * 10_000 + 2)
  })

  test('steps that are dead', () => {
    const plan = planned(long)
    expect(quickly(2_000, () => perform(plan, {}, { see: false, trigger: 'another' }))).toHaveLength(10_000 + 3)
  })

  test.each([1, 50])('items in a loop, %i at a time', (concurrency) => {
    const { graph, manifest } = draw('t → each → end', { inside: { each: 'x → y' }, nodes: { each: { params: { concurrency } } } })
    const plan = planOf(graph, manifest)
    const items = Array.from({ length: 10_000 }, (_, at) => at)
    const journal = quickly(4_000, () => perform(plan, { each: { items } }, { see: false }))
    expect(journal.at(-1)?.type).toBe('run.succeeded')
    quickly(1_000, () => runView(plan, fold(plan, journal)))
  })
})

function planned(before: (at: number) => number): Plan {
  return quickly(1_000, () => {
    const graph = emptyGraph()
    for (let at = 0; at <= 10_000; at++) {
      const id = `n${at}`
      graph.nodes.push({
        id,
        key: id,
        type: 'x',
        typeVersion: 1,
        label: id,
        params: {},
        position: { x: 0, y: 0 },
        disabled: false,
        onError: 'fail',
      })
      if (at > 0) graph.edges.push({ id, source: `n${before(at)}`, sourcePort: 'out', target: id })
    }
    return planOf(graph, { connectors: [], nodes: {} })
  })
}

function quickly<Result>(milliseconds: number, work: () => Result): Result {
  const begun = performance.now()
  const result = work()
  expect(performance.now() - begun).toBeLessThan(milliseconds)
  return result
}
