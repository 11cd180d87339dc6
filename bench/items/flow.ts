import { emptyGraph, type Graph, type Node } from '@/flow/graph/graph'
import type { Json, JsonObject } from '@/flow/json'

/** A webhook with orders → split → three steps for each batch of one → those over 100 → their sum. */
export function itemsFlow(): Graph {
  const graph = emptyGraph()
  const add = (id: string, type: string, params: JsonObject, more: Partial<Node> = {}) =>
    graph.nodes.push({
      ...{ id, key: id, type, typeVersion: 1, label: id, params, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' },
      ...more,
    })
  const set = (id: string, fields: Record<string, string>) =>
    add(id, 'data.set', { fields: Object.entries(fields).map(([name, value]) => ({ name, value })) }, { parentId: 'each' })

  add('t', 'trigger.webhook', { answer: 'immediately' })
  add('split', 'list.split', { mode: 'size', items: '{{ trigger.body.orders }}', size: 1 })
  add('each', 'flow.for-each', { items: '{{ steps.split.parts }}', collect: '{{ steps.third }}' })
  set('first', { order: '{{ item[0].order }}', net: '{{ item[0].total / 1.19 }}' })
  set('second', { order: '{{ steps.first.order }}', tax: '{{ item[0].total - steps.first.net }}' })
  set('third', { order: '{{ steps.second.order }}', tax: '{{ steps.second.tax.round(2) }}', customer: '{{ item[0].customer.name }}' })
  add('filter', 'list.filter', { items: '{{ steps.each }}', rules: [{ field: 'tax', operator: 'over', right: 100 }] })
  add('sum', 'list.aggregate', { items: '{{ steps.filter.items }}', results: [{ field: 'tax', how: 'sum', name: 'tax' }] })
  for (const [source, target] of [
    ['t', 'split'],
    ['split', 'each'],
    ['each', 'filter'],
    ['filter', 'sum'],
    ['first', 'second'],
    ['second', 'third'],
  ])
    graph.edges.push({ id: `${source}-${target}`, source: source ?? '', sourcePort: 'out', target: target ?? '' })
  return graph
}

export function orders(count: number): Json[] {
  return Array.from({ length: count }, (_, order) => ({
    order,
    total: (order % 1_000) * 1.5,
    customer: { name: `Customer ${order % 97}` },
  }))
}
