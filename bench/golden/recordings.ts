import { draw } from '@/flow/engine/testing/drawn'
import type { Graph, Node } from '@/flow/graph/graph'

/** A flow whose journal is kept for every later engine to replay, and what a person does to its run on the way. */
export type Recording = {
  graph(sink: string): Graph
  person?: { kind: 'approve' | 'confirm' | 'cancel'; waits: 'timer' | 'approval' | 'verify' }
}

const set = (value: string): Partial<Node> => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const call = (method: string, url: string, more: Partial<Node> = {}): Partial<Node> => ({
  type: 'http.request',
  params: { method, url },
  ...more,
})
const each = (items: unknown[], collect: string, concurrency = 1): Partial<Node> => ({
  type: 'flow.for-each',
  params: { items: JSON.parse(JSON.stringify(items)), collect, concurrency },
})
const rule = (left: string, operator: string, right: string | number): Partial<Node> => ({
  type: 'logic.condition',
  params: { rules: [{ left, operator, right }] },
})
const wait = (amount: number, unit: string): Partial<Node> => ({ type: 'flow.wait', params: { mode: 'for', amount, unit } })
const QUICK_RETRY = { attempts: 5, delayMs: 50, factor: 1 }

function flow(text: string, nodes: Record<string, Partial<Node>>, inside?: Record<string, string>): Graph {
  return draw(text, { inside, nodes: { t: { type: 'trigger.webhook', params: {} }, ...nodes } }).graph
}

export const RECORDINGS: Record<string, Recording> = {
  'branch-and-join': {
    graph: () =>
      flow('t → large, large -yes→ a → end, large -no→ b → end, t → c → off → end', {
        large: rule('{{ trigger.body.total }}', 'over', 1_000),
        a: set('large'),
        b: set('small'),
        c: set('{{ trigger.body.vendor }}'),
        off: { ...set('x'), disabled: true },
        end: set('{{ steps.a.v }} {{ steps.c.v }}'),
      }),
  },
  loop: {
    graph: (sink) =>
      flow(
        't → each → end',
        {
          each: each(['a', 'b', 'c', 'd'], '{{ steps.note.v }}', 2),
          odd: rule('{{ item }}', 'equals', 'b'),
          put: call('PUT', `${sink}/keyed/golden/{{ item }}`),
          note: set('{{ item }} {{ index }}'),
          end: set('{{ size(steps.each) }}'),
        },
        { each: 'odd -yes→ put → note, odd -no→ note' },
      ),
  },
  'loop-in-loop': {
    graph: () =>
      flow(
        't → outer → none → end',
        {
          outer: each([[1, 2], [], [3]], '{{ steps.inner }}'),
          inner: { type: 'flow.for-each', params: { items: '{{ item }}', collect: '{{ steps.x.v }}' } },
          none: each([], ''),
          y: set('never'),
          x: set('{{ item }}'),
          end: set('{{ size(steps.outer) }}'),
        },
        { outer: 'inner', inner: 'x', none: 'y' },
      ),
  },
  approval: {
    graph: (sink) =>
      flow('t → ask, ask -approved→ pay → end, ask -rejected→ tell → end', {
        ask: {
          type: 'approval.ask',
          params: { question: 'Pay {{ trigger.body.vendor }}?', approvers: { members: [], roles: ['owner'], emails: [] } },
        },
        pay: call('POST', `${sink}/unsafe/golden/pay`),
        tell: set('rejected'),
        end: set('{{ steps.ask.decision }}'),
      }),
    person: { kind: 'approve', waits: 'approval' },
  },
  timer: {
    graph: () => flow('t → nap → end, t → beside → end', { nap: wait(1, 'seconds'), beside: set('x'), end: set('{{ steps.nap.until }}') }),
  },
  retries: {
    graph: (sink) =>
      flow('t → try → end', { try: call('PUT', `${sink}/flaky/golden/try`, { retry: QUICK_RETRY }), end: set('{{ steps.try.status }}') }),
  },
  'failed-branch': {
    graph: (sink) =>
      flow('t → a → never → end, a -error→ mend → end, t → b → end', {
        a: call('PUT', `${sink}/refuse/golden/a`, { onError: 'branch' }),
        b: call('GET', `${sink}/refuse/golden/b`, { onError: 'continue' }),
        never: set('never'),
        mend: set('{{ steps.a.error.message }}'),
        end: set('done'),
      }),
  },
  'failed-in-loop': {
    graph: () =>
      flow(
        't → each → end, each -error→ mend',
        {
          each: { ...each([1, 2, 3], '{{ item }}', 3), onError: 'branch' },
          bad: rule('{{ item }}', 'equals', 2),
          stop: { type: 'flow.stop', params: { message: 'Two is not allowed.' } },
          fine: set('{{ item }}'),
          end: set('never'),
          mend: set('{{ steps.each.error.message }}'),
        },
        { each: 'bad -yes→ stop, bad -no→ fine' },
      ),
  },
  failed: { graph: (sink) => flow('t → a → end, t → b', { a: call('PUT', `${sink}/refuse/golden/a`), b: set('x'), end: set('never') }) },
  unverified: {
    graph: (sink) => flow('t → pay → end', { pay: call('POST', `${sink}/cut/golden/pay`), end: set('{{ trigger.body.vendor }}') }),
    person: { kind: 'confirm', waits: 'verify' },
  },
  cancelled: {
    graph: () => flow('t → a → nap → end', { a: set('x'), nap: wait(1, 'hours'), end: set('never') }),
    person: { kind: 'cancel', waits: 'timer' },
  },
}
