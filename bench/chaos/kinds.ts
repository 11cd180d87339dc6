import { draw } from '@/flow/engine/testing/drawn'
import type { Graph, Node } from '@/flow/graph/graph'
import { ASKED } from './asked'
import { widened } from './wide'

/** A flow the load starts: what it looks like, and what it has done to the world at its end. `id` is the delivery that started it. */
export type Kind = {
  graph(sink: string, version: number): Graph
  effects(id: string, version: number): string[]
}

const ITEMS = ['a', 'b', 'c']
const ID = '{{ trigger.body.id }}'

const set = (value: string): Partial<Node> => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const wait = (seconds: number): Partial<Node> => ({ type: 'flow.wait', params: { mode: 'for', amount: seconds, unit: 'seconds' } })
const call = (method: string, url: string, more: Partial<Node> = {}): Partial<Node> => ({
  type: 'http.request',
  params: { method, url },
  ...more,
})
const trigger: Partial<Node> = { type: 'trigger.webhook', params: {} }

function flow(text: string, nodes: Record<string, Partial<Node>>, inside?: Record<string, string>): Graph {
  return draw(text, { inside, nodes: { t: trigger, ...nodes } }).graph
}

/** Pure steps, a read, keyed effects, one of them in a loop, a timer, a branch. */
const order: Kind = {
  graph: (sink) =>
    flow(
      't → plan → look → first → each → nap → sure, sure -yes→ last → end, sure -no→ never → end',
      {
        plan: set('{{ trigger.body.id }}'),
        look: call('GET', `${sink}/read/${ID}`),
        first: call('PUT', `${sink}/keyed/${ID}/first`),
        each: { type: 'flow.for-each', params: { items: ITEMS, concurrency: 2, collect: '{{ steps.item.status }}' } },
        item: call('PUT', `${sink}/keyed/${ID}/item-{{ item }}`),
        nap: wait(2),
        sure: { type: 'logic.condition', params: { rules: [{ left: '{{ size(steps.each) }}', operator: 'equals', right: ITEMS.length }] } },
        last: call('PUT', `${sink}/keyed/${ID}/last?until={{ steps.nap.until }}`),
        never: call('PUT', `${sink}/keyed/${ID}/never`),
        end: set('{{ steps.plan.v }}'),
      },
      { each: 'item' },
    ),
  effects: (id) => ['first', ...ITEMS.map((item) => `item-${item}`), 'last'].map((name) => `/keyed/${id}/${name}`),
}

/** An effect that must not happen twice and has no key to tell by. */
const payment: Kind = {
  graph: (sink) => flow('t → pay → book', { pay: call('POST', `${sink}/unsafe/${ID}/pay`), book: call('PUT', `${sink}/keyed/${ID}/book`) }),
  effects: (id) => [`/unsafe/${id}/pay`, `/keyed/${id}/book`],
}

/** A service that refuses twice, beside a branch that doesn't wait for it. */
const stubborn: Kind = {
  graph: (sink) =>
    flow('t → try → end, t → beside → end', {
      try: call('PUT', `${sink}/flaky/${ID}/try`, { retry: { attempts: 8, delayMs: 200, factor: 2 } }),
      beside: call('PUT', `${sink}/keyed/${ID}/beside`),
      end: set('{{ steps.try.status }}'),
    }),
  effects: (id) => [`/flaky/${id}/try`, `/keyed/${id}/beside`],
}

/** Asks three at once, who answer in the same moment, and waits for a timer beside them: each of the four has to be heard. */
const asking: Kind = {
  graph: (sink) => {
    const branches = ASKED.map((name) => `t → link_${name} → ask_${name} → heard_${name}, heard_${name} -received→ end`)
    const nodes = ASKED.flatMap((name): [string, Partial<Node>][] => {
      const link = `{{ steps.link_${name}.url }}`
      return [
        [`link_${name}`, { type: 'flow.callback-link', params: {} }],
        [`ask_${name}`, call('PUT', `${sink}/keyed/${ID}/${name}?link=${link}`)],
        [`heard_${name}`, { type: 'flow.wait-for-callback', params: { link, deadline: 'after', amount: 1, unit: 'hours' } }],
      ]
    })
    const end = call('PUT', `${sink}/keyed/${ID}/heard`)
    return flow(['t → nap → end', ...branches].join(', '), { nap: wait(1), ...Object.fromEntries(nodes), end })
  },
  effects: (id) => [...ASKED, 'heard'].map((name) => `/keyed/${id}/${name}`),
}

/** Waits long enough to be published over and cancelled meanwhile; it says which version it belongs to. */
const sleeper: Kind = {
  graph: (sink, version) =>
    flow('t → nap → woke', { nap: wait(12), woke: call('PUT', `${sink}/keyed/${ID}/version-${version}?until={{ steps.nap.until }}`) }),
  effects: (id, version) => [`/keyed/${id}/version-${version}`],
}

/** Carries a payload as large as a webhook may bring through five steps. */
const heavy: Kind = {
  graph: (sink) =>
    flow('t → a → b → c → d → told', {
      a: set('{{ trigger.body }}'),
      b: set('{{ steps.a.v }}'),
      c: set('{{ steps.b.v }}'),
      d: set('{{ size(steps.c.v.text) }}'),
      told: call('PUT', `${sink}/keyed/${ID}/heavy-{{ steps.d.v }}`),
    }),
  effects: (id) => [`/keyed/${id}/heavy-${HEAVY_LENGTH}`],
}

/** Just under what the gateway takes. */
export const HEAVY_LENGTH = 10 * 1024 * 1024 - 200

/** Ten thousand nodes, a hundred in a row. */
const wide: Kind = {
  graph: (sink) => widened(flow('t → told', { told: call('PUT', `${sink}/keyed/${ID}/wide`) }), set('x'), 100, 100),
  effects: (id) => [`/keyed/${id}/wide`],
}

/** Brings down every worker that takes it: the world outside sees to that. */
const poison: Kind = {
  graph: (sink) =>
    flow('t → bite → never', { bite: call('PUT', `${sink}/poison/{{ run.id }}`), never: call('PUT', `${sink}/keyed/${ID}/never`) }),
  effects: () => [],
}

export const KINDS = { order, payment, stubborn, asking, sleeper, heavy, wide, poison } as const satisfies Record<string, Kind>
export type KindName = keyof typeof KINDS
