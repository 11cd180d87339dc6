import { emptyGraph, type Graph, type Node } from '@/flow/graph/graph'
import type { JsonObject } from '@/flow/json'

const COLUMNS = 32
const PITCH = { x: 276, y: 160 }

/** So many steps that call and work out, each from the one before, in rows as a person would wrap them. */
export function largeFlow(size: number): Graph {
  const graph = emptyGraph()
  for (let at = 0; at < size; at++) {
    graph.nodes.push(at === 0 ? node(at, 'trigger.webhook', {}) : at % 3 === 0 ? call(at) : work(at))
    if (at > 0) graph.edges.push({ id: `e${at}`, source: idOf(at - 1), sourcePort: 'out', target: idOf(at) })
  }
  return graph
}

/** One start and `rows` chains beside each other, that call `url` at every step. */
export function callingFlow(rows: number, length: number, url: string): Graph {
  const graph = emptyGraph()
  graph.nodes.push(node(0, 'trigger.manual', {}))
  for (let at = 1; at <= rows * length; at++) {
    graph.nodes.push(node(at, 'http.request', { method: 'GET', url: `${url}/${at}` }))
    const source = at % length === 1 ? 0 : at - 1
    graph.edges.push({ id: `e${at}`, source: idOf(source), sourcePort: 'out', target: idOf(at) })
  }
  return graph
}

export function idOf(at: number): string {
  return `s${at}`
}

function work(at: number): Node {
  const before = at === 1 ? 'trigger.body.total' : (at - 1) % 3 === 0 ? `steps.s${at - 1}.status` : `steps.s${at - 1}.total`
  return node(at, 'data.set', {
    fields: [
      { name: 'total', value: `{{ ${before} }}` },
      { name: 'line', value: `Line ${at} of {{ trigger.body.customer }}` },
    ],
  })
}

function call(at: number): Node {
  return node(at, 'http.request', { method: 'GET', url: `https://api.example.com/orders/{{ steps.s${at - 1}.total }}` })
}

function node(at: number, type: string, params: JsonObject): Node {
  const id = idOf(at)
  const position = { x: (at % COLUMNS) * PITCH.x, y: Math.floor(at / COLUMNS) * PITCH.y }
  return { id, key: id, type, typeVersion: 1, label: `Step ${at}`, params, position, disabled: false, onError: 'fail' }
}
