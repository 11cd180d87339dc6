import { emptyGraph, type Graph, type Node } from '@/flow/graph/graph'
import type { JsonObject } from '@/flow/json'

/** A webhook, and ten steps in a row that each work something out from the step before and from what came in. */
export function tenNodes(answer: 'immediately' | 'end' = 'immediately'): Graph {
  const graph = emptyGraph()
  graph.nodes.push(node('t', 'trigger.webhook', { answer }))
  for (let at = 1; at <= 10; at++) {
    const before = at === 1 ? 'trigger.body.total' : `steps.s${at - 1}.total`
    const fields = [
      { name: 'total', value: `{{ ${before} * 1.1 + ${at} }}` },
      { name: 'customer', value: '{{ trigger.body.customer.name }}' },
      { name: 'line', value: `Step ${at} of {{ trigger.body.lines.size() }} lines` },
    ]
    graph.nodes.push(node(`s${at}`, 'data.set', { fields }))
    graph.edges.push({ id: `e${at}`, source: at === 1 ? 't' : `s${at - 1}`, sourcePort: 'out', target: `s${at}` })
  }
  return graph
}

/** An order of about 1 KB, as shops send it. */
export function order(number: number): JsonObject {
  const lines = Array.from({ length: 8 }, (_, at) => ({
    sku: `KA-${1000 + at}`,
    name: `Article number ${at}`,
    quantity: at + 1,
    price: 19.9 + at,
  }))
  const address = { street: 'Long Street 17', city: 'Hamburg', postcode: '20095', country: 'DE' }
  return { order: number, total: 421.6, currency: 'EUR', customer: { name: 'Hooli GmbH', mail: 'orders@hooli.test', address }, lines }
}

function node(id: string, type: string, params: JsonObject): Node {
  return { id, key: id, type, typeVersion: 1, label: id, params, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' }
}
