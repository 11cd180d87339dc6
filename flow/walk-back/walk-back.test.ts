import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../engine/events'
import { fold } from '../engine/fold'
import { planOf } from '../engine/plan'
import { draw } from '../engine/testing/drawn'
import type { Node } from '../graph/graph'
import type { Json, JsonObject } from '../json'
import { acrossFrom, acrossInText, leadsInto, leadsOut, placeAcross } from './across'
import { originsOf, type StepTypes } from './origins-of'
import type { Place, Seen } from './place'
import { suspectsOf } from './suspects-of'
import { walkBack } from './walk-back'

const saying = (output: JsonObject, input: JsonObject = {}) => ({ output, input, effect: 'none' as const })
/** What these types say of themselves in the manifest. */
const TYPES: StepTypes = {
  'data.set': saying({ type: 'object', fieldsFrom: 'fields' }),
  'flow.for-each': saying({ type: 'array', items: { likeParam: 'collect' } }),
  'flow.repeat': saying({ type: 'object', properties: { result: { likeParam: 'collect' } } }),
  'flow.scope': saying({ type: 'object', properties: { result: { likeParam: 'result' } } }),
  'code.transform': saying({}, { properties: { expression: { resolve: 'literal' } } }),
}
const about = { id: 'r', startedAt: '2026-01-01T00:00:00.000Z', mode: 'live', flowName: 'Bills', timeZone: 'UTC' } as const
const set = (fields: JsonObject): Partial<Node> => ({
  type: 'data.set',
  params: { fields: Object.entries(fields).map(([name, value]) => ({ name, value })) },
})
const begun = (input: Json): RunEvent => ({ type: 'run.started', at: 1, triggerNodeId: 't', input })
const gave = (step: string, output: Json): RunEvent => ({ type: 'step.completed', at: 2, step, attempt: 1, port: 'out', output })
const failed = (step: string, code = 'vendor_said_no', path?: string): RunEvent => {
  return { type: 'step.failed', at: 3, step, attempt: 1, error: { code, message: 'It broke', ...(path ? { path } : {}) } }
}

function run(text: string, nodes: Record<string, Partial<Node>>, events: RunEvent[], inside: Record<string, string> = {}): Seen {
  const { graph, manifest } = draw(text, { nodes, inside, types: { try: { container: 'scope' }, loop: { container: 'repeat' } } })
  const plan = planOf(graph, manifest)
  return { plan, state: fold(plan, events), about }
}

const input = (step: string, ...path: Place['path']): Place => ({ step, side: 'input', path })
const output = (step: string, ...path: Place['path']): Place => ({ step, side: 'output', path })
const back = (seen: Seen, from: Place) => walkBack(seen, TYPES, from)

describe('a value', () => {
  it('comes through steps that only pass it on from the one that made it', () => {
    const seen = run(
      't → extract → prepare → bill',
      {
        prepare: set({ amount: '{{ steps.extract.total }}', note: 'by hand' }),
        bill: { params: { lines: [{ sum: '{{ steps.prepare.amount }}' }] } },
      },
      [begun(null), gave('extract', { total: null }), gave('prepare', { amount: null, note: 'by hand' }), failed('bill')],
    )
    expect(back(seen, input('bill', 'lines', 0, 'sum'))).toEqual({
      hops: [output('prepare', 'amount'), output('extract', 'total')],
      end: [{ kind: 'made' }],
    })
    expect(back(seen, output('prepare', 'note'))).toEqual({ hops: [], end: [{ kind: 'written' }] })
    expect(suspectsOf(seen, 'bill', undefined)).toEqual([{ place: input('bill', 'lines', 0, 'sum'), value: null, what: 'empty' }])
  })

  it('is not said to be missing in data that lies beside the journal', () => {
    const beside = { $file: { id: 'f', name: 'value.json', contentType: 'application/vnd.kaos.value+json', size: 900_000 } }
    const seen = run('t → bill', { bill: { params: { total: '{{ trigger.order.total }}' } } }, [begun(beside), failed('bill')])
    expect(back(seen, input('bill', 'total'))).toEqual({ hops: [output('t', 'order', 'total')], end: [{ kind: 'arrived' }] })
  })

  it('arrived with the trigger, however deep it stands in what was taken over', () => {
    const seen = run('t → prepare', { prepare: set({ order: '{{ trigger.body }}' }) }, [
      begun({ body: { lines: [{ net: '' }] } }),
      gave('prepare', { order: { lines: [{ net: '' }] } }),
    ])
    expect(back(seen, output('prepare', 'order', 'lines', 0, 'net'))).toEqual({
      hops: [output('t', 'body', 'lines', 0, 'net')],
      end: [{ kind: 'arrived' }],
    })
  })

  it('that is missing leads to where it should have been', () => {
    const seen = run('t → extract → bill', { bill: { params: { sum: '{{ steps.extract.sums.totl }}' } } }, [
      begun(null),
      gave('extract', { sums: { total: 5 } }),
      failed('bill', 'expression_missing', 'steps.extract.sums.totl'),
    ])
    const [suspect] = suspectsOf(seen, 'bill', undefined)
    expect(suspect).toMatchObject({ place: input('bill', 'sum'), what: 'unreadable' })
    expect(back(seen, input('bill', 'sum'))).toEqual({ hops: [output('extract', 'sums')], end: [{ kind: 'made' }], missing: 'totl' })
  })

  it('that was worked out from several ends there, with each of them', () => {
    const seen = run('t → a → b', { b: { params: { sum: '{{ steps.a.net + trigger.tax + vars.fee }}' } } }, [
      begun({ tax: 1 }),
      gave('a', { net: 2 }),
      failed('b'),
    ])
    expect(back(seen, input('b', 'sum')).end).toEqual([
      { kind: 'computed', from: output('a', 'net') },
      { kind: 'computed', from: output('t', 'tax') },
      { kind: 'variable', name: 'fee' },
    ])
  })

  it('that was worked out goes on to what was empty, or to the one thing it was worked out from', () => {
    const seen = run(
      't → a → b',
      {
        a: set({ net: '{{ trigger.net * 2 }}' }),
        b: { params: { sum: '{{ steps.a.net + trigger.tax }}', half: '{{ steps.a.net / 2 }}' } },
      },
      [begun({ net: 3, tax: null }), gave('a', { net: 6 }), failed('b')],
    )
    expect(back(seen, input('b', 'sum'))).toEqual({ hops: [output('t', 'tax')], end: [{ kind: 'arrived' }] })
    expect(back(seen, input('b', 'half'))).toEqual({ hops: [output('a', 'net'), output('t', 'net')], end: [{ kind: 'arrived' }] })
  })

  it('that its own field refused is the suspect', () => {
    const seen = run('t → bill', { bill: { params: { lines: [{ sum: '{{ trigger.sum }}' }] } } }, [
      begun({ sum: 'many' }),
      failed('bill', 'invalid_input', 'lines.0.sum'),
    ])
    expect(suspectsOf(seen, 'bill', undefined)).toEqual([{ place: input('bill', 'lines', 0, 'sum'), value: 'many', what: 'refused' }])
  })
})

it('what a step computes from is the suspect when nothing of it is empty; of one that reaches out it is not', () => {
  const nodes = { check: { type: 'logic.condition', params: { rules: [{ left: '{{ trigger.net }}', operator: 'over', right: 1 }] } } }
  const seen = run('t → check', nodes, [begun({ net: 'n/a' }), failed('check')])
  expect(suspectsOf(seen, 'check', saying({}))).toEqual([{ place: input('check', 'rules', 0, 'left'), value: 'n/a', what: 'given' }])
  expect(suspectsOf(seen, 'check', { ...saying({}), effect: 'read' })).toEqual([])
})

it('what a step that was passed over should have given is told from what one did not give', () => {
  const seen = run('t → a → b', { b: { params: { tax: '{{ steps.a.tax }}' } } }, [
    begun(null),
    { type: 'step.skipped', at: 2, step: 'a', reason: 'dead-path' },
    failed('b', 'expression_missing'),
  ])
  expect(back(seen, input('b', 'tax'))).toMatchObject({ end: [{ kind: 'passed-over' }], missing: 'tax' })
})

describe('in containers', () => {
  const opened = (step: string, items: Json[]): RunEvent => ({ type: 'loop.opened', at: 2, step, attempt: 1, items })
  const collected = (step: string, index: number, value: Json, again = false): RunEvent => {
    return { type: 'loop.collected', at: 2, step, index, output: value, ...(again ? { again } : {}) }
  }

  it('an item comes from the list, and what was collected from its pass', () => {
    const seen = run(
      't → each → after',
      {
        each: { type: 'flow.for-each', params: { items: '{{ trigger.lines }}', collect: '{{ steps.line.net }}' } },
        line: set({ net: '{{ item.net }}' }),
        after: { params: { first: '{{ steps.each[1] }}' } },
      },
      [
        begun({ lines: [{ net: 1 }, { net: null }] }),
        opened('each', [{ net: 1 }, { net: null }]),
        gave('each:0/line', { net: 1 }),
        collected('each', 0, 1),
        gave('each:1/line', { net: null }),
        collected('each', 1, null),
        { type: 'loop.closed', at: 3, step: 'each', attempt: 1, port: 'out' },
        failed('after'),
      ],
      { each: 'line' },
    )
    expect(back(seen, input('after', 'first'))).toEqual({
      hops: [output('each', 1), output('each:1/line', 'net'), output('t', 'lines', 1, 'net')],
      end: [{ kind: 'arrived' }],
    })
  })

  it('what a pass of a repeat is given comes from the pass before', () => {
    const seen = run(
      't → loop',
      {
        loop: { type: 'flow.repeat', params: { until: 'x', start: '{{ trigger.page }}', collect: '{{ steps.page.next }}' } },
        page: { params: { url: '{{ item }}' } },
      },
      [
        begun({ page: 'one' }),
        opened('loop', ['one']),
        gave('loop:0/page', { next: 'two' }),
        collected('loop', 0, 'two', true),
        failed('loop:1/page'),
      ],
      { loop: 'page' },
    )
    expect(back(seen, input('loop:1/page', 'url')).hops).toEqual([output('loop:0/page', 'next')])
    expect(back(seen, input('loop:0/page', 'url'))).toEqual({ hops: [output('t', 'page')], end: [{ kind: 'arrived' }] })
  })

  it('what a Try gives comes from the steps that were tried', () => {
    const seen = run(
      't → try',
      { try: { type: 'flow.scope', params: { result: '{{ steps.ask.answer }}' } } },
      [
        begun(null),
        { type: 'scope.opened', at: 2, step: 'try', attempt: 1 },
        gave('try:0/ask', { answer: 42 }),
        { type: 'scope.tried', at: 3, step: 'try', output: 42 },
        gave('try', { ok: true, result: 42, error: null }),
      ],
      { try: 'ask' },
    )
    expect(back(seen, output('try', 'result')).hops).toEqual([output('try:0/ask', 'answer')])
    expect(originsOf(seen, TYPES, output('try', 'ok'))).toEqual([{ kind: 'made' }])
  })
})

it('a mapping that asks for itself, or for a step that is gone, comes to an end', () => {
  const seen = run('t → a', { a: set({ x: '{{ steps.a.x }}', y: '{{ steps.gone.y }}' }) }, [begun(null), gave('a', { x: 1, y: 2 })])
  expect(back(seen, output('a', 'x')).hops.length).toBeLessThanOrEqual(100)
  expect(back(seen, output('a', 'y')).end).toEqual([{ kind: 'made' }])
})

describe('what a step works out', () => {
  it('is made by it, of what was mapped to it and not of what its code looks like', () => {
    const seen = run(
      't → shape → bill',
      {
        shape: { type: 'code.transform', params: { data: '{{ trigger.lines }}', expression: 'a[{{ b }}]', seconds: 5 } },
        bill: { params: { sum: '{{ steps.shape.net }}' } },
      },
      [begun({ lines: [] }), gave('shape', { net: null }), failed('bill')],
    )
    const trail = back(seen, input('bill', 'sum'))
    expect(trail).toEqual({ hops: [output('shape', 'net')], end: [{ kind: 'made', given: [input('shape', 'data')] }] })
    expect(back(seen, input('shape', 'data'))).toEqual({ hops: [output('t', 'lines')], end: [{ kind: 'arrived' }] })
  })
})

describe('from run to run', () => {
  const caller = run(
    't → rate → bill',
    {
      rate: { type: 'flow.call', params: { flow: 'f', inputs: [{ name: 'customer', value: '{{ trigger.name }}' }], wait: 'result' } },
      bill: { params: { class: '{{ steps.rate.rating }}' } },
    },
    [begun({ name: 'Hooli' }), { type: 'step.started', at: 1, step: 'rate', attempt: 1 }, gave('rate', { rating: null }), failed('bill')],
  )
  const called = run(
    't → look → give',
    {
      look: set({ rating: '{{ trigger.customer }}' }),
      give: { type: 'flow.return', params: { result: '{{ steps.look }}' } },
    },
    [begun({ customer: 'Hooli' }), gave('look', { rating: 'Hooli' }), gave('give', { delivered: true })],
  )

  it('it goes on in the result of the flow that was called', () => {
    const from = input('bill', 'class')
    const into = leadsInto(caller, back(caller, from), from)
    expect(into).toEqual({ step: 'rate', across: { result: ['rating'] } })
    const place = placeAcross(called, into?.across ?? { result: [] })
    expect(place).toEqual(input('give', 'result', 'rating'))
    expect(back(called, input('give', 'result', 'rating')).hops).toEqual([output('look', 'rating'), output('t', 'customer')])
  })

  it('and from there in what the caller handed over', () => {
    const from = output('look', 'rating')
    const given = leadsOut(back(called, from), from)
    expect(given).toEqual(['customer'])
    const place = placeAcross(caller, { given: given ?? [], by: 'rate' })
    expect(place).toEqual(input('rate', 'inputs', 0, 'value'))
    expect(back(caller, input('rate', 'inputs', 0, 'value')).hops).toEqual([output('t', 'name')])
    expect(placeAcross(caller, { given: ['nobody'], by: 'rate' })).toEqual(input('rate', 'inputs'))
  })

  it('not before the run has come that far, and an address that makes no sense leads nowhere', () => {
    const early = run('t → give', { give: { type: 'flow.return', params: { result: 1 } } }, [begun(null)])
    expect(placeAcross(early, { result: [] })).toBeNull()
    const across = { result: ['lines', 0] }
    expect(acrossFrom(acrossInText(across))).toEqual(across)
    for (const text of ['', '{', '[]', '{"result":{}}', '{"given":["a"]}', '{"result":[[]]}']) expect(acrossFrom(text)).toBeNull()
  })
})
