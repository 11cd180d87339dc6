import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyGraph, type Graph, type Node } from '../graph/graph'
import { planOf } from './plan'
import { outcomeOf } from './testing/outcome'
import { type Behaviours, perform } from './testing/perform'

type Shape = {
  port: 'a' | 'b'
  fails: boolean
  onError: Node['onError']
  disabled: boolean
  from: { node: number; port: 'out' | 'a' | 'b' | 'error' }[]
}

/** Any graph without circles: a node's edges come from nodes before it. Node 0 is the trigger. */
const shapes = fc.array(
  fc.record({
    port: fc.constantFrom('a', 'b'),
    fails: fc.boolean(),
    onError: fc.constantFrom('continue', 'branch'),
    disabled: fc.boolean(),
    from: fc.array(fc.record({ node: fc.nat(20), port: fc.constantFrom('out', 'a', 'b', 'error') }), { maxLength: 4 }),
  }) satisfies fc.Arbitrary<Shape>,
  { minLength: 1, maxLength: 14 },
)

test('any graph ends as a simple model says, in any order, and after a crash anywhere', () => {
  fc.assert(
    fc.property(shapes, fc.array(fc.nat(1_000), { minLength: 1 }), fc.nat(1_000), (drawn, picks, crash) => {
      const { graph, does } = graphOf(drawn)
      const plan = planOf(graph, { connectors: [], nodes: {} })
      const pick = picker(picks)
      const whole = perform(plan, does, { pick, trigger: 'n0' })
      const outcome = outcomeOf(plan, whole)
      expect(outcome.run).toBe('succeeded')
      expect(Object.fromEntries(Object.entries(outcome.steps).map(([id, step]) => [id, (step as { status: string }).status]))).toEqual(
        model(drawn),
      ) // made by outcomeOf

      const journal = whole.slice(0, 1 + (crash % whole.length))
      expect(outcomeOf(plan, perform(plan, does, { journal, pick }))).toEqual(outcome)
    }),
    { numRuns: 500 },
  )
})

/** In the order of the nodes, which is one the edges allow: what is live is what a live edge leads to. */
function model(drawn: Shape[]): Record<string, string> {
  const taken: (string | null)[] = ['out']
  const statuses: Record<string, string> = { n0: 'completed' }
  drawn.forEach((shape, at) => {
    const live = sourcesOf(shape, at).some(({ node, port }) => taken[node] === port)
    taken.push(!live ? null : shape.disabled ? 'out' : shape.fails ? (shape.onError === 'branch' ? 'error' : 'out') : shape.port)
    statuses[`n${at + 1}`] = !live || shape.disabled ? 'skipped' : shape.fails ? 'failed' : 'completed'
  })
  return statuses
}

function graphOf(drawn: Shape[]): { graph: Graph; does: Behaviours } {
  const graph = { ...emptyGraph(), nodes: [nodeOf('n0', {})] }
  const does: Behaviours = {}
  drawn.forEach((shape, at) => {
    const id = `n${at + 1}`
    graph.nodes.push(nodeOf(id, { onError: shape.onError, disabled: shape.disabled }))
    does[id] = { port: shape.port, failures: shape.fails ? 9 : 0 }
    sourcesOf(shape, at).forEach(({ node, port }, edge) => {
      graph.edges.push({ id: `${id}-${edge}`, source: `n${node}`, sourcePort: port, target: id })
    })
  })
  return { graph, does }
}

function sourcesOf(shape: Shape, at: number): Shape['from'] {
  return shape.from.map(({ node, port }) => ({ node: node % (at + 1), port }))
}

function nodeOf(id: string, more: Partial<Node>): Node {
  return {
    id,
    key: id,
    type: 'x',
    typeVersion: 1,
    label: id,
    params: {},
    position: { x: 0, y: 0 },
    disabled: false,
    onError: 'fail',
    ...more,
  }
}

function picker(picks: number[]): (count: number) => number {
  let at = 0
  return (count) => (picks[at++ % picks.length] ?? 0) % count
}
