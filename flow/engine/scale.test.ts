import { describe, expect, test } from 'vitest'
import { emptyGraph } from '../graph/graph'
import { fold } from './fold'
import { type Plan, planOf } from './plan'
import { runView } from './run-view'
import { draw } from './testing/drawn'
import { perform } from './testing/perform'

/** Work that grew with the square would take minutes here, and run into the time a test may take. */
describe('ten thousand', () => {
  const long = (at: number) => at - 1
  const wide = () => 0

  test('steps in a row', () => {
    const plan = planned(long)
    expect(perform(plan, {}, { see: false, trigger: 'n0' })).toHaveLength(2 * 10_000 + 2)
  })

  test('steps side by side, a hundred in flight', () => {
    const plan = planned(wide)
    expect(perform(plan, {}, { see: false, trigger: 'n0', room: 100 })).toHaveLength(2 * 10_000 + 2)
  })

  test('steps that are dead', () => {
    const plan = planned(long)
    expect(perform(plan, {}, { see: false, trigger: 'another' })).toHaveLength(10_000 + 3)
  })

  test.each([1, 50])('items in a loop, %i at a time', (concurrency) => {
    const { graph, manifest } = draw('t → each → end', { inside: { each: 'x → y' }, nodes: { each: { params: { concurrency } } } })
    const plan = planOf(graph, manifest)
    const items = Array.from({ length: 10_000 }, (_, at) => at)
    const journal = perform(plan, { each: { items } }, { see: false })
    expect(journal.at(-1)?.type).toBe('run.succeeded')
    expect(runView(plan, fold(plan, journal)).status).toBe('succeeded')
  })
})

function planned(before: (at: number) => number): Plan {
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
}
