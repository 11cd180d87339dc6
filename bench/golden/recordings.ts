import type { Graph } from '@/flow/graph/graph'
import { call, callFlow, each, flow, HALVES, post, QUICK_RETRY, rule, set, TIDIES, wait } from './nodes'

/** A flow whose journal is kept for every later engine to replay, and what a person does to its run on the way. */
export type Recording = {
  /** `calledId`: the flow that is drawn as `called`. `slackId`: an account that stays inside KAOS. */
  graph(sink: string, calledId: string, slackId: string): Graph
  /** Published beside it, to be called. */
  called?: Graph
  /** Tested, with nothing done outside, instead of started live; `thenFrom`: gone on with, once it has ended, from this step on. */
  test?: { thenFrom?: string }
  /** What the worker dies of: whether the message of its Slack step was posted, nobody knows. */
  killed?: 'before posting' | 'after posting'
  person?: { kind: 'approve' | 'confirm' | 'cancel' | 'answer'; waits: 'timer' | 'approval' | 'verify' | 'callback' }
}

/** A test of it meets every kind of stand-in. */
function rehearsed(sink: string): Graph {
  return flow('t → look → pay → ask, ask -approved→ nap → kept → end', {
    look: call('GET', `${sink}/keyed/golden/look`),
    pay: call('POST', `${sink}/unsafe/golden/never`),
    ask: { type: 'approval.ask', params: { question: 'Pay?', approvers: { members: [], roles: ['owner'], emails: [] } } },
    nap: wait(2, 'days'),
    kept: { ...set('not looked at'), sample: { v: 'pinned' } },
    end: set('{{ steps.look.status }} {{ steps.pay.status }} {{ steps.ask.decision }} {{ steps.kept.v }}'),
  })
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
  'sub-flow': {
    called: HALVES,
    graph: (_, calledId) =>
      flow('t → rich → beside → end, t → poor -error→ mend → end', {
        rich: callFlow(calledId, 'result', 4_280),
        beside: callFlow(calledId, 'nothing', 200),
        poor: { ...callFlow(calledId, 'result', 50), onError: 'branch' },
        mend: set('{{ steps.poor.error.message }}'),
        end: set('{{ steps.rich.half }}'),
      }),
  },
  callback: {
    graph: () =>
      flow('t → link → told, told -received→ end, told -late→ never', {
        link: { type: 'flow.callback-link', params: {} },
        told: { type: 'flow.wait-for-callback', params: { link: '{{ steps.link.url }}', deadline: 'after', amount: 1, unit: 'hours' } },
        end: set('{{ steps.told.body.state }}'),
        never: set('never'),
      }),
    person: { kind: 'answer', waits: 'callback' },
  },
  repeat: {
    graph: (sink) =>
      flow(
        't → again → end',
        {
          again: { type: 'flow.repeat', params: { until: '{{ steps.double.v > 10 }}', collect: '{{ steps.double.v }}', start: 1 } },
          put: call('PUT', `${sink}/keyed/golden/pass-{{ index }}`),
          nap: wait(1, 'seconds'),
          double: set('{{ item * 2 }}'),
          end: set('{{ steps.again.result }} {{ steps.again.passes }}'),
        },
        { again: 'put → nap → double' },
      ),
  },
  'repeat-in-vain': {
    graph: () =>
      flow(
        't → again → end, again -error→ mend',
        {
          again: { type: 'flow.repeat', params: { until: '{{ false }}', atMost: 3 }, onError: 'branch' },
          x: set('{{ index }}'),
          end: set('never'),
          mend: set('{{ steps.again.error.message }}'),
        },
        { again: 'x' },
      ),
  },
  scope: {
    graph: (sink) =>
      flow(
        't → well → ill → end',
        {
          well: { type: 'flow.scope', params: { result: '{{ steps.put.status }}' } },
          put: call('PUT', `${sink}/keyed/golden/well`),
          tidy1: set('tidied'),
          always1: { type: 'flow.in-any-case', params: {} },
          ill: { type: 'flow.scope', params: { result: 'never' } },
          bad: call('PUT', `${sink}/refuse/golden/ill`),
          after: set('never'),
          caught: { type: 'flow.if-it-fails', params: {} },
          mend: set('{{ steps.caught.message }}'),
          always2: { type: 'flow.in-any-case', params: {} },
          tidy2: set('{{ steps.always2.failed }}'),
          end: set('{{ steps.well.result }} {{ steps.ill.ok }}'),
        },
        { well: 'put, always1 → tidy1', ill: 'bad → after, caught → mend, always2 → tidy2' },
      ),
  },
  'scope-uncaught': {
    graph: (sink) =>
      flow(
        't → ill → never, ill -error→ mend',
        {
          ill: { type: 'flow.scope', params: {}, onError: 'branch' },
          bad: call('PUT', `${sink}/refuse/golden/uncaught`),
          always: { type: 'flow.in-any-case', params: {} },
          tidy: set('{{ steps.always.error.message }}'),
          never: set('never'),
          mend: set('{{ steps.ill.error.message }}'),
        },
        { ill: 'bad, always → tidy' },
      ),
  },
  'loop-swept': {
    graph: () =>
      flow(
        't → each → end',
        {
          each: each(
            Array.from({ length: 60 }, (_, at) => at),
            '{{ [steps.?odd.v, steps.end0.v] }}',
          ),
          large: rule('{{ item }}', 'over', 30),
          odd: set('large {{ item }}'),
          end0: set('{{ item }}'),
          end: set('{{ size(steps.each) }}'),
        },
        { each: 'large -yes→ odd → end0, large -no→ end0' },
      ),
  },
  'stand-in': { graph: rehearsed, test: {} },
  'stand-in-reused': { graph: rehearsed, test: { thenFrom: 'end' } },
  'looked-up-found': {
    graph: (_, __, slackId) => flow('t → tell → end', { tell: post(slackId), end: set('{{ steps.tell.channel }}') }),
    killed: 'after posting',
  },
  'looked-up-missing': {
    graph: (_, __, slackId) => flow('t → tell → end', { tell: post(slackId), end: set('{{ steps.tell.channel }}') }),
    killed: 'before posting',
  },
  cancelled: {
    graph: () => flow('t → a → nap → end', { a: set('x'), nap: wait(1, 'hours'), end: set('never') }),
    person: { kind: 'cancel', waits: 'timer' },
  },
  computed: {
    graph: () =>
      flow(
        't → large -yes→ a → off → each → end, large -no→ b → end, a -error→ never',
        {
          large: rule('{{ trigger.body.total }}', 'over', 1_000),
          a: { ...set('{{ trigger.body.vendor }}'), onError: 'branch' },
          b: set('small'),
          never: set('never'),
          off: { ...set('x'), disabled: true },
          each: each([1, 2], '{{ steps.twice.v }}', 2),
          twice: set('{{ item * 2 }}'),
          end: set('{{ steps.a.v }} {{ size(steps.each) }}'),
        },
        { each: 'twice' },
      ),
  },
  together: {
    called: HALVES,
    graph: (_, calledId) =>
      flow(
        't → link → ill → told, told -received→ end, told -late→ never',
        {
          link: { type: 'flow.callback-link', params: {} },
          ill: { type: 'flow.scope', params: { result: '{{ steps.again.result }}' } },
          again: { type: 'flow.repeat', params: { until: '{{ steps.ask.half < 60 }}', collect: '{{ steps.note.v }}', start: 400 } },
          ask: callFlow(calledId, 'result', '{{ item }}'),
          note: set('{{ steps.ask.half }}'),
          caught: { type: 'flow.if-it-fails', params: {} },
          mend: set('{{ steps.caught.message }}'),
          always: { type: 'flow.in-any-case', params: {} },
          tidy: set('{{ steps.always.failed }}'),
          told: { type: 'flow.wait-for-callback', params: { link: '{{ steps.link.url }}', deadline: 'after', amount: 1, unit: 'hours' } },
          end: set('{{ steps.ill.ok }} {{ steps.told.body.state }}'),
          never: set('never'),
        },
        { ill: 'again, caught → mend, always → tidy', again: 'ask → note' },
      ),
    person: { kind: 'answer', waits: 'callback' },
  },
  'cancelled-tidied': {
    graph: (sink) =>
      flow(
        't → each → never, t → beside → nap',
        {
          each: each(['a', 'b', 'c'], '', 2),
          work: { type: 'flow.scope', params: {} },
          book: call('PUT', `${sink}/keyed/golden/{{ item }}-book`),
          hours: wait(1, 'hours'),
          caught: { type: 'flow.if-it-fails', params: {} },
          mend: set('never'),
          last: TIDIES,
          release: call('PUT', `${sink}/keyed/golden/{{ item }}-release`),
          rest: { ...wait(1, 'hours'), onError: 'continue' },
          told: set('{{ steps.last.error.message }}'),
          beside: set('x'),
          nap: wait(2, 'hours'),
          never: set('never'),
        },
        { each: 'work', work: 'book → hours, caught → mend, last → release → rest → told' },
      ),
    person: { kind: 'cancel', waits: 'timer' },
  },
}
