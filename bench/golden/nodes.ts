import { ALSO_WHEN_CANCELLED } from '@/flow/engine/parts'
import { draw } from '@/flow/engine/testing/drawn'
import type { Graph, Node } from '@/flow/graph/graph'

/** What recorded flows are drawn from. */

export const set = (value: string): Partial<Node> => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
export const call = (method: string, url: string, more: Partial<Node> = {}): Partial<Node> => ({
  type: 'http.request',
  params: { method, url },
  ...more,
})
export const each = (items: unknown[], collect: string, concurrency = 1): Partial<Node> => ({
  type: 'flow.for-each',
  params: { items: JSON.parse(JSON.stringify(items)), collect, concurrency },
})
export const rule = (left: string, operator: string, right: string | number): Partial<Node> => ({
  type: 'logic.condition',
  params: { rules: [{ left, operator, right }] },
})
export const wait = (amount: number, unit: string): Partial<Node> => ({ type: 'flow.wait', params: { mode: 'for', amount, unit } })
export const post = (slackId: string): Partial<Node> => ({
  type: 'slack.post-message',
  params: { channel: '#finance', text: 'Paid' },
  connectionId: slackId,
})
export const QUICK_RETRY = { attempts: 5, delayMs: 50, factor: 1 }

export function flow(text: string, nodes: Record<string, Partial<Node>>, inside?: Record<string, string>): Graph {
  return draw(text, { inside, nodes: { t: { type: 'trigger.webhook', params: {} }, ...nodes } }).graph
}

export const callFlow = (flow: string, wait: 'result' | 'nothing', total: number | string): Partial<Node> => ({
  type: 'flow.call',
  params: { flow, wait, inputs: [{ name: 'total', value: total }] },
})

/** To be called: gives half of what it is given, and stops when that is not enough. */
export const HALVES = draw('t → enough, enough -yes→ give, enough -no→ stop', {
  nodes: {
    t: { type: 'trigger.called', params: { inputs: [{ name: 'total', kind: 'number' }] } },
    enough: rule('{{ trigger.total }}', 'over', 100),
    give: { type: 'flow.return', params: { result: '{{ {"half": trigger.total / 2} }}' } },
    stop: { type: 'flow.stop', params: { message: 'Too little.' } },
  },
}).graph

export const TIDIES: Partial<Node> = { type: 'flow.in-any-case', params: { [ALSO_WHEN_CANCELLED]: true } }
