import { describe, expect, test } from 'vitest'
import { planOf } from './plan'
import { draw } from './testing/drawn'
import { outcomeOf } from './testing/outcome'
import { perform } from './testing/perform'

describe('a test run up to one step', () => {
  const drawn = draw('t → a → b → c, t → side, a → each → end', { inside: { each: 'x → y → z, x → other' } })
  const nodes = (until?: string) => [...planOf(drawn.graph, drawn.manifest, until).nodes.keys()].sort()

  test('has only what leads there', () => {
    expect(nodes('b')).toEqual(['a', 'b', 't'])
  })

  test('runs a loop in full when the step comes after it', () => {
    expect(nodes('end')).toEqual(['a', 'each', 'end', 'other', 't', 'x', 'y', 'z'])
  })

  test('cuts the loop around the step', () => {
    expect(nodes('y')).toEqual(['a', 'each', 't', 'x', 'y'])
  })

  test('comes to an end', () => {
    const plan = planOf(drawn.graph, drawn.manifest, 'y')
    expect(outcomeOf(plan, perform(plan, { each: { items: [1] } }))).toMatchObject({
      run: 'succeeded',
      steps: { 'each:0/y': { status: 'completed' } },
    })
  })
})

describe('what cannot be', () => {
  test('an edge across a container stalls its target instead of starting it', () => {
    const { graph, manifest } = draw('t → each', { inside: { each: 'x' } })
    graph.edges.push({ id: 'across', source: 't', sourcePort: 'out', target: 'x' })
    const plan = planOf(graph, manifest)
    expect(outcomeOf(plan, perform(plan, { each: { items: [1] } })).error).toBe('The run came to a stop: x never became ready.')
  })

  test('a node type nobody knows is still a step, so that its run can say so', () => {
    const { graph } = draw('t → a')
    expect(planOf(graph, { connectors: [], nodes: {} }).nodes.get('a')).toMatchObject({ kind: 'action', mainPort: 'out' })
  })

  test.each(['__proto__', 'constructor', 'toString'])('a node type called %s is unknown', (type) => {
    const { graph, manifest } = draw('t → a', { nodes: { a: { type } } })
    delete manifest.nodes[type]
    expect(planOf(graph, { ...manifest, nodes: {} }).nodes.get('a')).toMatchObject({ kind: 'action' })
  })
})

test('a test run up to a step for failures keeps all that is tried', () => {
  const { graph, manifest } = draw('t → try → after', {
    inside: { try: 'a → b, caught → mend → more' },
    types: { try: { container: 'scope' }, caught: { kind: 'entry', part: 'catch' } },
  })
  expect([...planOf(graph, manifest, 'mend').nodes.keys()].sort()).toEqual(['a', 'b', 'caught', 'mend', 'more', 't', 'try'])
  expect([...planOf(graph, manifest, 'a').nodes.keys()].sort()).toEqual(['a', 't', 'try'])
})
