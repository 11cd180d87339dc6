import { describe, expect, test } from 'vitest'
import type { Manifest } from '../define/manifest'
import { emptyGraph, type Graph, type Node } from '../graph/graph'
import type { JsonObject } from '../json'
import { exportFlow } from './export'
import { fillGaps } from './fill-gaps'
import { readFlowFile } from './flow-file'
import { gapsIn, type Here } from './gaps'
import { withoutSecrets } from './without-secrets'

const [THEIR_FLOW, OUR_FLOW] = ['0199aaaa-0000-7000-8000-00000000000a', '0199bbbb-0000-7000-8000-00000000000b']

const field = (control: string) => ({ control, resolve: 'literal' })
const manifest = {
  connectors: [],
  nodes: {
    'mail.send': { account: 'optional', accountAt: 'mail', input: {} },
    'xero.bill': { account: 'needed', accountAt: 'xero', input: { properties: { note: {} } } },
    'flow.call': { account: 'none', accountAt: 'flow', input: { properties: { flow: field('flow') } } },
    'human.ask': { account: 'none', accountAt: 'human', input: { properties: { approvers: field('approvers') } } },
  },
} as unknown as Manifest // the rest of a type plays no part here

const graph: Graph = {
  ...emptyGraph(),
  nodes: [
    { ...node('bill', 'xero.bill', { note: 'Rate {{ vars.rate }}' }), connectionId: 'their-xero', sample: { secret: 's3cret' } },
    node('call', 'flow.call', { flow: THEIR_FLOW }),
    node('ask', 'human.ask', { approvers: { members: ['their-anna', 'our-bob'], roles: ['admin'] } }),
    { ...node('odd', 'acme.send', { anything: '<img src=x onerror=alert(1)>' }), connectionId: 'their-acme' },
  ],
  settings: { timeZone: 'UTC', errorFlowId: THEIR_FLOW },
}

const there = {
  accounts: new Map([
    ['their-xero', { name: 'Books', connector: 'xero' }],
    ['their-acme', { name: 'Acme', connector: 'acme' }],
  ]),
  flows: new Map([[THEIR_FLOW, { name: 'Clean up' }]]),
  people: new Map([['their-anna', { name: 'Anna' }]]),
}

const here: Here = {
  accounts: new Map([['our-xero', { name: 'Our books', connector: 'xero' }]]),
  flows: new Map([[OUR_FLOW, { name: 'Clean up' }]]),
  people: new Map([['our-bob', { name: 'Bob' }]]),
  variables: new Set(),
}

const file = exportFlow('Bills', graph, manifest, there)

test('a file says what the flow needs, and nothing of what it has seen', () => {
  expect(file.needs.accounts).toEqual([
    { id: 'their-xero', name: 'Books', connector: 'xero' },
    { id: 'their-acme', name: 'Acme', connector: 'acme' },
  ])
  expect(file.leftOut).toEqual(['bill: sample data'])
  expect(JSON.stringify(file)).not.toContain('s3cret')
})

test('it is read back as it was written', () => {
  expect(readFlowFile(JSON.stringify(file))).toEqual({ ok: true, file })
  expect(readFlowFile(`\uFEFF${JSON.stringify(file)}`)).toMatchObject({ ok: true })
})

test('all that is missing here is named, with what may take its place', () => {
  const gaps = gapsIn(file, manifest, here)
  expect(gaps.map(({ kind, name, likely, steps }) => [kind, name, likely, steps])).toEqual([
    ['step', 'acme.send', undefined, ['odd']],
    ['account', 'Books', 'our-xero', ['bill']],
    ['account', 'Acme', undefined, ['odd']],
    ['flow', 'Clean up', OUR_FLOW, ['Settings of the flow', 'call']],
    ['person', 'Anna', undefined, ['ask']],
    ['variable', 'rate', undefined, ['bill']],
  ])
})

test('what was chosen takes its place, what was not is taken out, and all else stays', () => {
  const gaps = gapsIn(file, manifest, here)
  const filled = fillGaps(
    file.graph,
    gaps,
    new Map([
      ['their-xero', 'our-xero'],
      [THEIR_FLOW, OUR_FLOW],
    ]),
    manifest,
  )
  expect(filled.nodes.map(({ connectionId }) => connectionId)).toEqual(['our-xero', undefined, undefined, undefined])
  expect(filled.nodes.map(({ params }) => params)).toEqual([
    { note: 'Rate {{ vars.rate }}' },
    { flow: OUR_FLOW },
    { approvers: { members: ['our-bob'], roles: ['admin'] } },
    { anything: '<img src=x onerror=alert(1)>' },
  ])
  expect(filled.settings.errorFlowId).toBe(OUR_FLOW)
  const bare = fillGaps(file.graph, gaps, new Map(), manifest)
  expect(JSON.stringify(bare)).not.toMatch(/their-|0199aaaa/)
  expect(bare.nodes).toHaveLength(graph.nodes.length)
})

test('in the workspace it comes from, nothing is missing', () => {
  const all = { ...there, people: new Map([...there.people, ...here.people]), variables: new Set(['rate']) }
  expect(gapsIn(file, manifest, all).map(({ kind }) => kind)).toEqual(['step'])
})

test('an account that was left open is asked for: where it is needed, and where there is one that could be used', () => {
  const left = exportFlow(
    'Left open',
    { ...emptyGraph(), nodes: [node('send', 'mail.send', {}), node('tell', 'mail.send', {}), node('bill', 'xero.bill', {})] },
    manifest,
    there,
  )
  const withMail = { ...here, accounts: new Map([...here.accounts, ['our-mail', { name: 'Post', connector: 'mail' }]]) }
  const gaps = gapsIn(left, manifest, withMail)
  expect(gaps.map(({ id, app, left, likely, steps }) => [id, app, left, likely, steps])).toEqual([
    ['optional at mail', 'mail', 'optional', undefined, ['send', 'tell']],
    ['needed at xero', 'xero', 'needed', 'our-xero', ['bill']],
  ])
  const filled = fillGaps(left.graph, gaps, new Map([['optional at mail', 'our-mail']]), manifest)
  expect(filled.nodes.map(({ connectionId }) => connectionId)).toEqual(['our-mail', 'our-mail', undefined])
  expect(gapsIn(left, manifest, here).map(({ left }) => left)).toEqual(['needed'])
})

describe('typed-in keys do not leave', () => {
  test.each<[string, JsonObject, JsonObject]>([
    ['a header', { headers: [{ name: 'Authorization', value: 'Bearer abc' }] }, { headers: [{ name: 'Authorization', value: '' }] }],
    [
      'a mapped header stays',
      { headers: [{ name: 'X-Api-Key', value: 'Token {{ vars.key }}' }] },
      { headers: [{ name: 'X-Api-Key', value: 'Token {{ vars.key }}' }] },
    ],
    ['half mapped', { apiKey: 'abc{{ vars.x }}' }, { apiKey: '' }],
    ['an address', { url: 'https://x.test/a?page=1&api_key=abc#top' }, { url: 'https://x.test/a?page=1&api_key=#top' }],
    ['a user in an address', { url: 'https://me:pw@x.test/' }, { url: 'https://x.test/' }],
    ['JSON', { json: { client_secret: 'abc', maxTokens: 5 } }, { json: { client_secret: '', maxTokens: 5 } }],
    ['a query', { query: [{ name: 'q', value: 'token of thanks' }] }, { query: [{ name: 'q', value: 'token of thanks' }] }],
    ['odd names', JSON.parse('{"__proto__":{"password":"x"}}'), JSON.parse('{"__proto__":{"password":""}}')],
  ])('%s', (_what, params, kept) => {
    expect(withoutSecrets(params).params).toEqual(kept)
  })
})

describe('is refused in words', () => {
  test.each([
    ['a novel', 'It was a bright cold day in April. '.repeat(20_000), /not a flow/],
    ['broken JSON', JSON.stringify(file).slice(0, -20), /not a flow/],
    ['other JSON', '{"name":"x"}', /not a flow/],
    ['a list', '[]', /not a flow/],
    ['steps', '{"kaos":"clip","nodes":[],"edges":[],"notes":[]}', /steps, not a whole flow/],
    ['a newer format', JSON.stringify({ ...file, format: 2 }), /newer version/],
    ['a newer graph', JSON.stringify({ ...file, graph: { ...graph, schema: 9 } }), /cannot be read/],
    ['an unknown part', JSON.stringify({ ...file, secrets: [] }), /damaged/],
    ['too much of it', `"${'x'.repeat(4_000_001)}"`, /too large/],
    ['nested 50,000 deep', '['.repeat(50_000) + ']'.repeat(50_000), /not a flow/],
  ])('%s', (_what, text, message) => {
    expect(readFlowFile(text)).toMatchObject({ ok: false, message: expect.stringMatching(message) })
  })
})

test('five thousand steps, emoji, both directions and long names pass', () => {
  const nodes = Array.from({ length: 5_000 }, (_, at) => ({ ...node(`n${at}`, 'xero.bill', { note: 'שלום 🎉' }), label: '🎉'.repeat(100) }))
  const large = exportFlow('x'.repeat(10_000), { ...emptyGraph(), nodes }, manifest, there)
  expect(readFlowFile(JSON.stringify(large))).toMatchObject({ ok: true, file: { name: 'x'.repeat(10_000) } })
})

function node(id: string, type: string, params: JsonObject): Node {
  return { id, key: id, type, typeVersion: 1, label: id, params, position: { x: 0, y: 0 }, disabled: false, onError: 'fail' }
}
