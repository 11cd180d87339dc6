import { describe, expect, it } from 'vitest'
import { type Around, checkGraph } from '@/flow/checks/check-graph'
import { emptyGraph, type Graph, type Node } from '@/flow/graph/graph'
import type { JsonObject } from '@/flow/json'
import { learnedFrom } from '@/flow/types/type-of-value'
import { manifest } from './manifest'

type Drawn = { type: string; params?: JsonObject } & Partial<Node>

/** Steps that follow each other, by their keys; what has a parent follows what came before it there. */
function flow(steps: Record<string, Drawn>): Graph {
  const nodes = Object.entries(steps).map(
    ([key, step]): Node => ({
      id: key,
      key,
      typeVersion: 1,
      label: key,
      params: {},
      position: { x: 0, y: 0 },
      disabled: false,
      onError: 'fail',
      ...step,
    }),
  )
  const edges = nodes.flatMap((node, at) => {
    const before = nodes.slice(0, at).findLast((each) => each.parentId === node.parentId)
    return before ? [{ id: `to-${node.id}`, source: before.id, sourcePort: 'out', target: node.id }] : []
  })
  return { ...emptyGraph(), nodes, edges }
}

const CODES = ['wrong-type', 'may-be-empty', 'unknown-reference']

function found(steps: Record<string, Drawn>, around: Around = {}): string[] {
  return checkGraph(flow(steps), manifest, around)
    .filter(({ code }) => CODES.includes(code))
    .map(({ code, severity, nodeId, field, message }) => `${severity} ${code} ${nodeId}.${field}: ${message}`)
}

const start = { type: 'trigger.manual' }
const read = { type: 'documents.read-invoice', label: 'Read invoice', params: { file: '{{ trigger.file }}' } }
const say = (text: string): Drawn => ({ type: 'slack.post-message', params: { channel: 'C1', text } })
const set = (fields: Record<string, string | number>): Drawn => ({
  type: 'data.set',
  params: { fields: Object.entries(fields).map(([name, value]) => ({ name, value })) },
})

describe('a field is given what it takes', () => {
  it('or says what it should be and what it gets, and offers to turn it', () => {
    const problems = checkGraph(flow({ start, read, say: say('{{ steps.read.lines.size() }}') }), manifest)
    expect(problems.filter(({ code }) => code === 'wrong-type')).toMatchObject([
      {
        severity: 'error',
        nodeId: 'say',
        field: 'text',
        message: expect.stringMatching(/ should be text, and “steps\.read\.lines\.size\(\)” is a number\.$/),
        hint: 'Turn it into text.',
        fix: { label: 'Turn it into text', text: '{{ steps.read.lines.size().toText() }}' },
      },
    ])
    expect(found({ start, read, each: { type: 'flow.for-each', params: { items: '{{ steps.read.verdict }}' } } })).toEqual([
      'error wrong-type each.items: Items should be a list, and Read invoice ▸ Verdict is text.',
    ])
  })

  it('and warns where nothing may come', () => {
    expect(found({ start, read, say: say('{{ steps.read.vendor }}') })).toEqual([
      'warning may-be-empty say.text: Read invoice ▸ Vendor may be empty, and Text needs a value.',
    ])
  })

  it('where the field takes nothing as well, it says nothing', () => {
    const bill = { type: 'xero.create-bill', params: { vendor: '{{ steps.read.vendor }}', total: '{{ steps.read.total }}' } }
    expect(found({ start, read, bill })).toEqual([])
  })

  it('a file where it reads one: nothing else, and no text', () => {
    const from = (file: string, around?: Around) =>
      found({ mail: { type: 'mail.received', label: 'Mail' }, read: { type: 'documents.read-invoice', params: { file } } }, around)
    for (const file of ['{{ trigger.attachments }}', '{{ trigger.attachments[0] }}', '{{ trigger.attachments.filter(a, true) }}'])
      expect(from(file), file).toEqual([])
    expect(from('{{ steps.mail.from }}')).toEqual(['error wrong-type read.file: Document should be a file, and Mail ▸ From is a record.'])
    expect(from('{{ trigger.subject }}')).toEqual([expect.stringMatching(/ Document should be a file, and .+ is text\.$/)])
    for (const text of ['invoice.pdf', 'the {{ trigger.attachments }}'])
      expect(from(text)).toEqual(['error wrong-type read.file: Document should be a file, and this is text.'])
  })

  it('a file, where only the last data shows what there is: a warning, and none where it shows nothing', () => {
    const from = (given: JsonObject, file: string) =>
      found(
        { start: { type: 'trigger.manual' }, read: { type: 'documents.read-invoice', params: { file } } },
        {
          seen: new Map([['start', learnedFrom(given)]]),
        },
      )
    const $file = { id: 'a', name: 'a.pdf', contentType: 'application/pdf', size: 1 }
    const given = { bill: { $file }, all: [{ $file }], none: [], person: { name: 'Ana' }, later: {} }
    for (const field of ['bill', 'all', 'none', 'later']) expect(from(given, `{{ trigger.${field} }}`), field).toEqual([])
    expect(from(given, '{{ trigger.person }}')).toEqual([
      'warning wrong-type read.file: Document should be a file, and Trigger ▸ Person is a record.',
    ])
  })

  it('where anything goes, it says nothing', () => {
    expect(found({ start, read, set: set({ a: '{{ steps.read.lines }}', b: '{{ trigger.whatever }}' }) })).toEqual([])
  })
})

describe('what a step gives follows from its parameters', () => {
  it('a record from its fields', () => {
    const steps = { start, read, set: set({ sum: '{{ steps.read.lines.size() }}', note: 'n' }) }
    expect(found({ ...steps, say: say('{{ steps.set.sum.toText() + steps.set.note }}') })).toEqual([])
    expect(found({ ...steps, say: say('{{ steps.set.summ }}') })).toEqual(['error unknown-reference say.text: set has no summ.'])
    expect(found({ ...steps, say: say('{{ steps.set.sum }}') })).toHaveLength(1)
  })

  it('a list from the list it was made of', () => {
    const sort = { type: 'list.sort', params: { items: '{{ steps.read.lines }}', by: [] } }
    expect(found({ start, read, sort, say: say('{{ steps.sort.items[0].description }}') })).toEqual([])
    expect(found({ start, read, sort, say: say('{{ steps.sort.items[0].descripton }}') })).toHaveLength(1)
  })

  it('an item of a loop from its list, and what the loop collects from what is inside', () => {
    const steps = (inside: string, after: string) => ({
      start,
      read,
      each: { type: 'flow.for-each', params: { items: '{{ steps.read.lines }}', collect: '{{ steps.line.text }}' } },
      line: { ...set({ text: inside }), parentId: 'each' },
      say: say(after),
    })
    expect(found(steps('{{ item.description + steps.each.item.amount }}', '{{ steps.each.join(", ") }}'))).toEqual([])
    expect(found(steps('{{ item.descriptio }}', 'x'))).toEqual(['error unknown-reference line.fields.0.value: Item has no descriptio.'])
    expect(found(steps('{{ item.description }}', '{{ (steps.each[0] * 2).toText() }}'))).toHaveLength(1)
  })

  it('what a flow is called with from what it declares', () => {
    const called = {
      type: 'trigger.called',
      params: {
        inputs: [
          { name: 'customer', kind: 'text' },
          { name: 'note', kind: 'text?' },
        ],
      },
    }
    expect(found({ called, say: say('{{ trigger.customer }}') })).toEqual([])
    expect(found({ called, say: say('{{ trigger.custmer }}') })).toHaveLength(1)
    expect(found({ called, say: say('{{ trigger.note }}') })).toHaveLength(1)
  })
})

describe('what is not declared is learned', () => {
  const http = {
    type: 'http.request',
    params: { url: 'https://x.test' },
    sample: { status: 200, headers: {}, body: { total: 12, by: null } },
  }

  it('from a sample, as a warning: data to come may be different', () => {
    expect(found({ start, http, say: say('{{ steps.http.body.total.toText() }}') })).toEqual([])
    expect(found({ start, http, say: say('{{ steps.http.body.totl }}') })).toEqual([
      'warning unknown-reference say.text: The last data of http ▸ Body had no totl.',
    ])
    expect(found({ start, http, say: say('{{ steps.http.body.total }}') })).toHaveLength(1)
    expect(found({ start, http, say: say('By {{ steps.http.body.by }}') })).toHaveLength(1)
  })

  it('from the last run', () => {
    const seen = new Map([['start', learnedFrom({ name: 'Ada', lines: [{ a: 1 }] })]])
    expect(found({ start, say: say('{{ trigger.name }}') }, { seen })).toEqual([])
    expect(found({ start, say: say('{{ trigger.nam }}') }, { seen })).toHaveLength(1)
    expect(found({ start, say: say('{{ trigger.lines[0].b }}') }, { seen })).toHaveLength(1)
    expect(found({ start, say: say('{{ trigger.nam }}') })).toEqual([])
  })

  it('but what is declared stands', () => {
    expect(found({ start, read: { ...read, sample: { vendor: 7 } }, say: say('{{ steps.read.?vendor.orValue("") }}') })).toEqual([])
  })

  it('of a step that may have failed nothing is known', () => {
    expect(found({ start, read: { ...read, onError: 'continue' }, say: say('{{ steps.read.anything }}') })).toEqual([])
  })
})

it('loops that lead back to themselves end', () => {
  const steps = {
    start,
    one: { type: 'flow.for-each', params: { items: '{{ steps.two }}', collect: '{{ item.a }}' } },
    two: { type: 'flow.for-each', params: { items: '{{ steps.one }}', collect: '{{ steps.one[0].b }}' } },
  }
  const graph = flow(steps)
  graph.edges.push({ id: 'back', source: 'two', sourcePort: 'out', target: 'one' })
  expect(checkGraph(graph, manifest).map(({ code }) => code)).toContain('cycle')
})

it('ten thousand steps that lean on each other are typed to the end', () => {
  const steps: Record<string, Drawn> = { start, s0: set({ n: 1 }) }
  for (let at = 1; at < 10_000; at++) steps[`s${at}`] = set({ n: `{{ steps.s${at - 1}.n + 1 }}` })
  expect(found({ ...steps, say: say('{{ steps.s9999.n }}') })).toHaveLength(1)
})
