import { expect, it } from 'vitest'
import type { Manifest } from '@/flow/define/manifest'
import { evaluate } from '@/flow/expressions/evaluate'
import { emptyGraph, type Graph, type Node } from '@/flow/graph/graph'
import type { JsonObject } from '@/flow/json'
import { stateOf } from '../draft/graph-store'
import { filesFirst, pickGroups, search } from './mapping/pick-entries'
import { sameBut } from './same-but'
import { sampleScope } from './sample-scope'

it('shows what earlier steps would make, nearest first', () => {
  const { scope, before } = seenFrom('c', chain(set('a', '7'), set('b', '{{ steps.a.x }}0'), set('c', '')))
  expect(before.map(({ node, output, origin }) => [node.id, output(), origin])).toEqual([
    ['b', { x: '70' }, 'example'],
    ['a', { x: '7' }, 'example'],
  ])
  expect(evaluate('steps.b.x', scope)).toBe('70')
})

it('what is worked out when a pass is over sees what the steps inside gave, the last of them first', () => {
  const loop: Node = { ...set('each', ''), type: 'loop', params: { items: [{ net: 7 }, { net: 8 }] } }
  const inside = (id: string, value: string): Node => ({ ...set(id, value), parentId: 'each' })
  const state = stateOf({
    ...emptyGraph(),
    nodes: [set('a', '1'), loop, inside('c', '{{ steps.b.x }}'), inside('b', '{{ item.net }}')],
    edges: [
      { id: 'in', source: 'a', sourcePort: 'out', target: 'each' },
      { id: 'on', source: 'b', sourcePort: 'out', target: 'c' },
    ],
  })
  const { scope, before, around } = sampleScope('each', state, manifest, null, {}, true)
  expect(before.map(({ node }) => node.id)).toEqual(['c', 'b', 'a'])
  expect(around.map(({ item }) => item)).toEqual([{ net: 7 }])
  expect(evaluate('steps.c.x + item.net', scope)).toBe(14)
  expect(sampleScope('each', state, manifest, null).before.map(({ node }) => node.id)).toEqual(['a'])
})

it('what a Try gives sees what was tried, and not what is done about a failure', () => {
  const inside = (id: string, type = 'set'): Node => ({ ...set(id, id), type, parentId: 'try' })
  const state = stateOf({
    ...emptyGraph(),
    nodes: [{ ...set('try', ''), type: 'try' }, inside('ask'), inside('caught', 'caught'), inside('sorry')],
    edges: [{ id: 'on', source: 'caught', sourcePort: 'out', target: 'sorry' }],
  })
  expect(sampleScope('try', state, manifest, null, {}, true).before.map(({ node }) => node.id)).toEqual(['ask'])
})

it('works out what is looked at, and what that mentions', () => {
  const looked: string[] = []
  const watched = (id: string, value: string) => ({ ...set(id, value), params: watch(set(id, value).params, () => looked.push(id)) })
  const nodes = [watched('a', '1'), watched('b', '2'), watched('c', '{{ steps.a.x }}'), set('d', '')]
  const { scope } = seenFrom('d', chain(...nodes))
  looked.length = 0
  expect(evaluate('steps.c.x', scope)).toBe('1')
  expect(new Set(looked)).toEqual(new Set(['c', 'a']))
})

it('works out again only what has changed, and what follows from that', () => {
  const [a, b, c, d] = [set('a', '1'), set('b', '{{ steps.a.x }}'), set('c', '2'), set('d', '{{ steps.c.x }}')]
  const seenAfter = (...nodes: Node[]) => {
    const { before } = seenFrom('end', chain(...nodes, set('end', '')))
    return Object.fromEntries(before.map(({ node, output }) => [node.id, output()]))
  }
  const first = seenAfter(a, b, c, d)
  const again = seenAfter(a, b, c, d)
  for (const id of ['a', 'b', 'c', 'd']) expect(again[id]).toBe(first[id])
  const changed = seenAfter(set('a', '3'), b, c, d)
  expect(changed).toEqual({ a: { x: '3' }, b: { x: '3' }, c: { x: '2' }, d: { x: '2' } })
  for (const id of ['c', 'd']) expect(changed[id]).toBe(first[id])
  expect(seenAfter({ ...a, sample: { x: 'given' } }, b, c, d).b).toEqual({ x: 'given' })
})

it('a chain of thousands does not exhaust the stack', () => {
  const nodes = Array.from({ length: 3_000 }, (_, at) => set(`s${at}`, at === 0 ? 'begin' : `{{ steps.s${at - 1}.x }}`))
  const { scope } = seenFrom('s2999', chain(...nodes))
  expect(evaluate('steps.s2998.x', scope)).toBe('begin')
})

it('steps that mention each other see nothing of one another', () => {
  const { scope } = seenFrom('c', chain(set('a', '{{ steps.b.x }}'), set('b', '{{ steps.a.x }}'), set('c', '')))
  expect(evaluate('steps.b.x', scope)).toBe(null)
  expect(evaluate('steps.a.x', scope)).toBe(null)
})

it('of several starts a pick list offers first what all of them give, and says of each when it is there', () => {
  const start = (id: string, ...names: string[]): Node => ({
    ...set(id, ''),
    type: 'start',
    sample: Object.fromEntries(names.map((name) => [name, id])),
  })
  const graph = chain(set('a', '1'), set('b', ''))
  const drawn = {
    ...graph,
    nodes: new Map([...graph.nodes, ['mail', start('mail', 'file', 'subject')], ['hand', start('hand', 'file')]]),
    edges: new Map([
      ...graph.edges,
      ...['mail', 'hand'].map((source) => [source, { id: source, source, sourcePort: 'out', target: 'a' }] as const),
    ]),
  }
  const groups = pickGroups(seenFrom('b', drawn), manifest)
  expect(groups.map(({ heading, note, entries }) => [heading, note, entries.map(({ expression }) => expression)])).toEqual([
    ['a', 'for example', ['steps.a.x', 'steps.a']],
    ['Whatever starts the run', null, ['trigger.file', 'trigger']],
    ['mail', 'only when it starts the run', ['steps.mail.file', 'steps.mail.subject', 'steps.mail']],
    ['hand', 'only when it starts the run', ['steps.hand.file', 'steps.hand']],
  ])
})

it('a pick list stops where nobody reads on', () => {
  const groups = pickGroups(seenFrom('c', chain(set('a', '1'), set('b', '2'), set('c', ''))), manifest)
  const expressions = (query: string, most?: number) =>
    search(groups, query, most).flatMap(({ entries }) => entries.map((each) => each.expression))
  expect(expressions('')).toEqual(['steps.b.x', 'steps.b', 'steps.a.x', 'steps.a'])
  expect(expressions('', 3)).toEqual(['steps.b.x', 'steps.b', 'steps.a.x'])
  expect(expressions('steps.a', 1)).toEqual(['steps.a.x'])
})

it('for a field of files a pick list offers the files first, and lists of them once', () => {
  const file = (name: string) => ({ $file: { id: name, name, contentType: 'text/plain', size: 1 } })
  const node: Node = { ...set('mail', ''), sample: { from: { name: 'Ana' }, attachments: [file('a'), file('b')], logo: file('c') } }
  const groups = pickGroups(seenFrom('b', chain(node, set('a', '1'), set('b', ''))), manifest)
  const [first, ...others] = filesFirst(groups)
  expect(first?.entries.map(({ name, expression }) => [name, expression])).toEqual([
    ['mail ▸ Attachments', 'steps.mail.attachments'],
    ['mail ▸ Logo', 'steps.mail.logo'],
  ])
  expect(others).toEqual(groups)
  expect(filesFirst(groups.slice(0, 1))).toEqual(groups.slice(0, 1))
})

it('what a step sees stays while only that step changes', () => {
  const before = chain(set('a', '1'), set('b', '2'))
  const change = (id: string, node: Node) => ({ ...before, nodes: new Map([...before.nodes, [id, node]]) })
  expect(sameBut('b', before, change('b', set('b', '3')))).toBe(true)
  expect(sameBut('b', before, change('a', set('a', '3')))).toBe(false)
  expect(sameBut('b', before, change('b', { ...set('b', '2'), parentId: 'loop' }))).toBe(false)
  expect(sameBut('b', before, change('c', set('c', '')))).toBe(false)
  expect(sameBut('b', before, { ...before, edges: new Map() })).toBe(false)
})

const manifest: Manifest = {
  connectors: [],
  nodes: {
    set: {
      type: 'set',
      version: 1,
      connector: 'data',
      kind: 'action',
      title: 'Set',
      summary: '',
      icon: 'box',
      input: {},
      output: { type: 'object', fieldsFrom: 'fields' },
      ports: [],
      examples: [],
    } as unknown as Manifest['nodes'][string], // only what a form reads of it
    start: { kind: 'trigger', examples: [] } as unknown as Manifest['nodes'][string], // as above
    loop: { kind: 'container', container: 'for-each' } as unknown as Manifest['nodes'][string], // as above
    try: { kind: 'container', container: 'scope' } as unknown as Manifest['nodes'][string], // as above
    caught: { kind: 'entry', part: 'catch' } as unknown as Manifest['nodes'][string], // as above
  },
}

const seenFrom = (id: string, state: ReturnType<typeof chain>) => sampleScope(id, state, manifest, null)

/** Each after the one before it. */
function chain(...nodes: Node[]) {
  const edges = nodes.slice(1).map(({ id }, at): Graph['edges'][number] => {
    return { id: `e${at}`, source: nodes[at]?.id ?? '', sourcePort: 'out', target: id }
  })
  return stateOf({ ...emptyGraph(), nodes, edges })
}

function set(id: string, value: string): Node {
  const params = { fields: [{ name: 'x', value }] }
  return { id, key: id, type: 'set', typeVersion: 1, label: id, params, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' }
}

/** Tells when somebody reads the value of the first field. */
function watch(params: JsonObject, onLook: () => void): JsonObject {
  const [field] = (params.fields ?? []) as JsonObject[] // as `set` made them
  const { value = '' } = field ?? {}
  const watched = Object.defineProperty({ name: 'x' }, 'value', {
    enumerable: true,
    get: () => {
      onLook()
      return value
    },
  })
  return { fields: [watched] }
}
