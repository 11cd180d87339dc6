import { emptyGraph, type Graph, type Node } from '@/flow/graph/graph'
import type { JsonObject } from '@/flow/json'

/** Rows of 17 MB as JSON; three times over they are 51 MB. */
const ROWS = `return Array.from({ length: 170000 }, (_, id) => ({ id: 100000 + id, text: 'x'.repeat(76) }))`

/** 51 MB, handed on as a whole from step to step; at the end, a little of it. */
export function fiftyMegabytes(): Graph {
  return inARow([
    node('rows', 'code.javascript', { code: ROWS, seconds: 20, memoryMb: 256 }),
    set('all', { a: '{{ steps.rows }}', b: '{{ steps.rows }}', c: '{{ steps.rows }}' }),
    set('on', { a: '{{ steps.all.a }}', b: '{{ steps.all.b }}', c: '{{ steps.all.c }}' }),
    set('few', { last: '{{ steps.on.c[169999].id }}' }),
  ])
}

/** 17 MB, looped over: 170,000 items. */
export function overMany(): Graph {
  const graph = inARow([
    node('rows', 'code.javascript', { code: ROWS, seconds: 20, memoryMb: 256 }),
    node('each', 'flow.for-each', { items: '{{ steps.rows }}', collect: '{{ item.id }}' }),
    set('few', { last: '{{ steps.each[169999] }}' }),
  ])
  graph.nodes.push({ ...set('in', { id: '{{ item.id }}' }), parentId: 'each' })
  return graph
}

/** 24 MB of JSON from a service, mapped and sent to another. */
export function fetching(url: string): Graph {
  return inARow([
    node('fetch', 'http.request', { method: 'GET', url }),
    set('on', { rows: '{{ steps.fetch.body }}' }),
    node('send', 'http.request', { method: 'PUT', url, send: 'json', json: '{{ steps.on.rows }}' }),
    set('few', { bytes: '{{ steps.send.body.bytes }}' }),
  ])
}

/** Code that never ends by itself: it is stopped after two seconds of computing, and the run goes on. */
export function endless(): Graph {
  return inARow([{ ...node('endless', 'code.javascript', { code: 'for (;;);', seconds: 2 }), onError: 'continue' }])
}

/** Reads the invoice that comes in. */
export function reading(): Graph {
  return inARow([{ ...node('read', 'documents.read-invoice', { file: '{{ trigger.body.file }}' }), onError: 'continue' }])
}

function inARow(nodes: readonly Node[]): Graph {
  const graph = emptyGraph()
  graph.nodes.push(node('t', 'trigger.webhook', { answer: 'immediately' }), ...nodes)
  for (const [at, { id }] of nodes.entries())
    graph.edges.push({ id: `e${at}`, source: nodes[at - 1]?.id ?? 't', sourcePort: 'out', target: id })
  return graph
}

function set(id: string, values: Record<string, string>): Node {
  return node(id, 'data.set', { fields: Object.entries(values).map(([name, value]) => ({ name, value })) })
}

function node(id: string, type: string, params: JsonObject): Node {
  return { id, key: id, type, typeVersion: 1, label: id, params, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' }
}
