import { describe, expect, it } from 'vitest'
import type { Capabilities, HttpRequest } from '@/flow/define/capabilities'
import type { Json, JsonObject } from '@/flow/json'
import { definitionOf } from './catalogue'

const NOW = new Date('2026-12-15T09:00:00Z')

function run(type: string, params: JsonObject, use: Partial<Capabilities> = {}) {
  const definition = definitionOf(type)
  if (definition?.kind !== 'action') throw new Error(`${type} is no action`)
  const unavailable = () => {
    throw new Error('not given in this test')
  }
  return definition.run({
    input: definition.input.parse(params) as JsonObject,
    use: {
      clock: { now: () => NOW, zone: 'UTC' },
      compute: { javascript: unavailable, jsonata: unavailable },
      http: { send: unavailable },
      files: { read: unavailable, write: unavailable },
      mail: { send: unavailable, verify: unavailable },
      documents: { open: unavailable, xml: unavailable, render: unavailable },
      memory: null,
      state: null,
      model: null,
      reply: { send: unavailable },
      callbacks: { link: unavailable, find: unavailable },
      flows: { call: unavailable },
      ...use,
    },
    connection: null,
    idempotencyKey: 'run-1/step',
    attempt: 1,
    signal: new AbortController().signal,
  })
}

describe('data.set', () => {
  it('takes hostile names as plain data', () => {
    const made = run('data.set', { fields: [{ name: '__proto__', value: { x: 1 } }] }) as Record<string, Json>
    expect(Object.keys(made)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })

  it('refuses a name used twice', () => {
    const fields = ['a', 'a '].map((name) => ({ name, value: 1 }))
    expect(() => run('data.set', { fields })).toThrow('The field “a” is set twice.')
  })
})

describe('logic', () => {
  const rules = [
    { left: 5, operator: 'over', right: 1 },
    { left: 5, operator: 'over', right: 9 },
  ]

  it('takes a time that says no offset for one where the flow is', () => {
    const clock = { now: () => NOW, zone: 'Europe/Berlin' }
    const [left, right] = ['2026-12-15T09:30', '2026-12-15T09:00:00Z']
    const under = { operator: 'under', right }
    expect(run('logic.condition', { rules: [{ left, ...under }] }, { clock })).toMatchObject({ port: 'yes' })
    expect(run('logic.switch', { value: left, cases: [{ id: 'way1', label: 'Before', ...under }] }, { clock })).toMatchObject({
      port: 'way1',
    })
    expect(run('list.filter', { items: [left], rules: [{ field: '', ...under }] }, { clock })).toMatchObject({ count: 1 })
  })

  it('combines rules with all or any', () => {
    expect(run('logic.condition', { rules, combine: 'all' })).toMatchObject({ port: 'no', output: { because: 'not 5 over 9' } })
    expect(run('logic.condition', { rules, combine: 'any' })).toMatchObject({ port: 'yes', output: { because: '5 over 1' } })
  })

  it('takes the first way that fits, else “otherwise”', () => {
    const cases = ['x', 'a', 'a'].map((right, at) => ({ id: `c${at}`, label: right, operator: 'equals', right }))
    expect(run('logic.switch', { value: 'a', cases })).toMatchObject({ port: 'c1' })
    expect(run('logic.switch', { value: 'z', cases })).toMatchObject({ port: 'otherwise' })
  })
})

describe('flow.wait', () => {
  it('waits for a duration or until a date, and not at all when it has passed', () => {
    expect(run('flow.wait', { mode: 'for', amount: 2, unit: 'days' })).toMatchObject({
      kind: 'wait',
      wakeAt: new Date('2026-12-17T09:00:00Z'),
    })
    expect(run('flow.wait', { mode: 'until', until: '2026-12-24T18:00:00+01:00' })).toMatchObject({
      wakeAt: new Date('2026-12-24T17:00:00Z'),
    })
    expect(run('flow.wait', { mode: 'until', until: '2026-01-01' })).toEqual({ until: '2026-01-01T00:00:00.000Z' })
    for (const until of ['soon', 'Invoice 7']) expect(() => run('flow.wait', { mode: 'until', until })).toThrow(`“${until}” is not a date.`)
  })

  it.each([
    ['2026-12-24T18:00', '2026-12-24T17:00:00Z'],
    ['2026-12-24', '2026-12-23T23:00:00Z'],
    ['2027-07-01 08:00', '2027-07-01T06:00:00Z'],
    ['2026-12-24T18:00:00Z', '2026-12-24T18:00:00Z'],
    ['2026-12-24T18:00-0500', '2026-12-24T23:00:00Z'],
    ['Thu, 24 Dec 2026 18:00:00 -0500', '2026-12-24T23:00:00Z'],
    ['Thu Dec 24 2026 18:00:00 GMT-0500 (EST)', '2026-12-24T23:00:00Z'],
    ['Dec 24, 2026 18:00', '2026-12-24T17:00:00Z'],
    ['Dec 24, 2026', '2026-12-23T23:00:00Z'],
    ['2026-12-24T24:00:00', '2026-12-24T23:00:00Z'],
  ])('takes %s as a time where the flow is, unless it says where', (until, wakeAt) => {
    const clock = { now: () => NOW, zone: 'Europe/Berlin' }
    expect(run('flow.wait', { mode: 'until', until }, { clock })).toMatchObject({ wakeAt: new Date(wakeAt) })
  })
})

describe('http.request', () => {
  const answering = (status: number, sent: HttpRequest[]) => ({
    http: {
      send: async (request: HttpRequest) => {
        sent.push(request)
        return { status, headers: {}, body: { error: 'no' }, durationMs: 1 }
      },
    },
  })

  it('sends the step’s key with everything that changes something, unless one is set', async () => {
    const sent: HttpRequest[] = []
    await run('http.request', { method: 'GET', url: 'https://x.example' }, answering(200, sent))
    await run('http.request', { method: 'POST', url: 'https://x.example', send: 'json', json: { a: 1 } }, answering(200, sent))
    const own = [{ name: 'idempotency-key', value: 'mine' }]
    await run('http.request', { method: 'POST', url: 'https://x.example', headers: own }, answering(200, sent))
    expect(sent.map(({ headers }) => headers)).toEqual([{}, { 'Idempotency-Key': 'run-1/step' }, { 'idempotency-key': 'mine' }])
    expect(sent[1]?.body).toEqual({ json: { a: 1 } })
  })

  it('fails on an error status, unless it is wanted as output', async () => {
    await expect(run('http.request', { url: 'https://x.example' }, answering(404, []))).rejects.toMatchObject({
      code: 'http_404',
      retry: false,
    })
    expect(await run('http.request', { url: 'https://x.example', errorsAreOutput: true }, answering(404, []))).toMatchObject({
      status: 404,
    })
  })

  it('knows what may be repeated', () => {
    const node = definitionOf('http.request')
    if (node?.kind !== 'action' || typeof node.effect !== 'function') throw new Error('expected a varying effect')
    const effect = node.effect
    const of = (params: JsonObject) => effect(node.input.parse({ url: 'https://x.example', ...params }) as JsonObject)
    expect(['GET', 'PUT', 'DELETE', 'POST', 'PATCH'].map((method) => of({ method }))).toEqual([
      'read',
      'keyed',
      'keyed',
      'unsafe',
      'unsafe',
    ])
    expect(of({ method: 'POST', repeatable: true })).toBe('keyed')
  })
})

describe('flow.stop', () => {
  it('fails with its message, for good', () => {
    expect(() => run('flow.stop', { message: 'No total.' })).toThrow(expect.objectContaining({ message: 'No total.', retry: false }))
  })
})
