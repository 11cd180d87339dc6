import { describe, expect, test } from 'vitest'
import { emptyGraph, type Node } from './graph'
import { parseGraph } from './upgrade'

const node: Node = {
  id: 'a',
  key: 'a',
  type: 'x',
  typeVersion: 1,
  label: 'A',
  params: {},
  position: { x: 0, y: 0 },
  disabled: false,
  onError: 'fail',
}

test('a graph of the current schema is read as it is', () => {
  const graph = { ...emptyGraph(), nodes: [node] }
  expect(parseGraph(structuredClone(graph))).toEqual({ ok: true, graph })
})

describe('is refused with a reason', () => {
  test.each([
    ['a newer schema', { ...emptyGraph(), schema: 2 }, /newer version \(format 2\)/],
    ['no schema', { nodes: [] }, /which format/],
    ['a half schema', { ...emptyGraph(), schema: 0.5 }, /which format/],
    ['a text', 'nodes', /not a flow/],
    ['a list', [], /not a flow/],
    ['nothing', undefined, /not a flow/],
    ['a function inside', { ...emptyGraph(), x: () => 1 }, /not a flow/],
    ['an unknown part', { ...emptyGraph(), secrets: [] }, /secrets/],
    ['two nodes with one id', { ...emptyGraph(), nodes: [node, node] }, /the id a/],
  ])('%s', (_what, value, message) => {
    expect(parseGraph(value)).toMatchObject({ ok: false, problems: [{ severity: 'error', message: expect.stringMatching(message) }] })
  })

  test('a node that is wrong, by its id and field', () => {
    const value = { ...emptyGraph(), nodes: [{ ...node, id: 'bad', key: 'Not a key' }] }
    expect(parseGraph(value)).toMatchObject({ ok: false, problems: [{ nodeId: 'bad', field: 'key' }] })
  })

  test('JSON nested 50,000 deep, without overflowing the stack', () => {
    let deep: unknown = 1
    for (let at = 0; at < 50_000; at++) deep = [deep]
    expect(parseGraph({ ...emptyGraph(), nodes: [{ ...node, params: { deep } }] })).toMatchObject({ ok: false })
  })

  test('a list that is too long in our words, and what zod says with its place, if it has one', () => {
    const edge = { id: 'e', source: 'a', sourcePort: 'out', target: 'b' }
    const tooMany = { ...emptyGraph(), edges: Array.from({ length: 60_001 }, () => edge) }
    expect(parseGraph(tooMany)).toMatchObject({ ok: false, problems: [{ message: 'A flow holds 60,000 lines at most.' }] })
    const odd = { ...emptyGraph(), secrets: 1 }
    expect(parseGraph(odd)).toMatchObject({ ok: false, problems: [{ message: expect.stringMatching(/^Unrecognized key/) }] })
    const bad = { ...emptyGraph(), nodes: [{ ...node, timeoutMs: 1, label: 5 }] }
    expect(parseGraph(bad)).toMatchObject({ ok: false, problems: [{ message: expect.stringMatching(/^nodes\.0\.label: /) }, {}] })
  })

  test('a million problems as twenty', () => {
    const value = { ...emptyGraph(), nodes: Array.from({ length: 1_000 }, () => ({})) }
    const parsed = parseGraph(value)
    expect(!parsed.ok && parsed.problems.length).toBe(20)
  })
})

test('names of prototypes in a graph are plain data', () => {
  const value = JSON.parse(
    JSON.stringify({ ...emptyGraph(), nodes: [node] }).replace('"params":{}', '"params":{"__proto__":{"polluted":1},"constructor":2}'),
  )
  const parsed = parseGraph(value)
  expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  expect(parsed.ok && Object.getPrototypeOf(parsed.graph.nodes[0]?.params)).toBe(Object.prototype)
})
