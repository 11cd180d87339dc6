import { describe, expect, test } from 'vitest'
import type { ManifestNode } from '../define/manifest'
import { draw } from '../engine/testing/drawn'
import type { Edge, Node } from '../graph/graph'
import type { Problem } from '../graph/problem'
import type { JsonObject } from '../json'
import type { Accounts } from './check-accounts'
import { checkGraph } from './check-graph'

const invoice: Partial<ManifestNode> = {
  output: {
    type: 'object',
    properties: { Total: { type: 'number' }, vendor: { type: 'object', properties: { name: { type: 'string' } } } },
  },
}

const line = (source: string, target: string, sourcePort = 'out'): Edge => ({ id: 'line', source, sourcePort, target })

test('a flow that is right has no problems', () => {
  expect(check('t → if, if -yes→ a → each → end, if -no→ end', { inside: { each: 'x → y' } })).toEqual([])
})

describe('nodes', () => {
  test('that have one key', () => {
    const [problem, ...others] = check('t → a → b', { nodes: { b: { key: 'a' } } })
    expect(problem).toMatchObject({
      code: 'duplicate-key',
      nodeId: 'b',
      message: "b and a have the same key a, so mappings can't tell them apart.",
    })
    expect(others).toEqual([])
  })

  test.each(['gone.away', '__proto__', 'constructor'])('of the unknown type %s', (type) => {
    const { graph, manifest } = draw('t → a')
    for (const node of graph.nodes) if (node.id === 'a') node.type = type
    expect(checkGraph(graph, manifest)).toMatchObject([{ code: 'unknown-type', nodeId: 'a' }])
  })

  test('of a newer version than is installed', () => {
    expect(check('t → a', { nodes: { a: { typeVersion: 2 } } })).toMatchObject([{ code: 'unknown-type', nodeId: 'a' }])
  })

  test('that stand in something gone, in a step that holds nothing, or in each other', () => {
    expect(codes(check('t → a', { nodes: { a: { parentId: 'gone' } } }))).toContain('foreign-parent a')
    expect(codes(check('t → a → b', { nodes: { b: { parentId: 'a' } } }))).toContain('foreign-parent b')
    const rings = check('t → a', {
      inside: { one: 'x', two: 'y' },
      nodes: { x: { id: 'one', key: 'one', parentId: 'two' }, y: { id: 'two', key: 'two', parentId: 'one' } },
    })
    expect(codes(rings)).toEqual(expect.arrayContaining(['foreign-parent one', 'foreign-parent two']))
  })

  test('that start the flow from within a loop', () => {
    expect(codes(check('t → each', { inside: { each: 'x' }, types: { x: { kind: 'trigger' } } }))).toEqual(['foreign-parent x'])
  })
})

describe('accounts', () => {
  const accounts = new Map([
    ['ours', { connector: 'test' }],
    ['elsewhere', { connector: 'other' }],
  ])
  const using = (connectionId: string | undefined, account: ManifestNode['account'] = 'needed', disabled = false) => {
    const a = { disabled, ...(connectionId === undefined ? {} : { connectionId }) }
    return codes(check('t → a', { nodes: { a }, types: { a: { account } }, accounts }))
  }

  test('that are needed and not chosen, unless the step is switched off', () => {
    expect(using(undefined)).toEqual(['missing-account a'])
    expect(using(undefined, 'needed', true)).toEqual([])
    expect(using(undefined, 'optional')).toEqual([])
    expect(using('ours')).toEqual([])
  })

  test('that are optional until a parameter asks for one, given or by default', () => {
    const accountIf = { param: 'proof', in: ['secret'], missing: 'Choose a secret.' }
    const found = (params: JsonObject, usual = 'none') => {
      const type = { account: 'optional', accountIf, input: { type: 'object', properties: { proof: { default: usual } } } } as const
      return check('t → a', { nodes: { a: { params } }, types: { a: type } })
    }
    expect(found({ proof: 'secret' })).toMatchObject([{ code: 'missing-account', message: 'Choose a secret.', field: 'connectionId' }])
    expect(found({ proof: 'none' }, 'secret')).toEqual([])
    expect(found({})).toEqual([])
    expect(codes(found({}, 'secret'))).toEqual(['missing-account a'])
  })

  test("that the workspace doesn't have, whatever the step does with them", () => {
    const uses = ['needed', 'optional', 'none'] as const
    for (const account of uses) expect(using('theirs', account)).toEqual(['foreign-connection a'])
  })

  test('at another app than the step’s', () => {
    expect(using('elsewhere')).toEqual(['wrong-account a'])
    expect(using('elsewhere', 'optional')).toEqual(['wrong-account a'])
  })

  test('are only asked for where nobody says which there are', () => {
    const found = check('t → a → b', { nodes: { b: { connectionId: 'theirs' } }, types: { a: { account: 'needed' } } })
    expect(found).toMatchObject([{ code: 'missing-account', nodeId: 'a', message: 'Choose an account.' }])
  })
})

describe('lines', () => {
  test('with an open end', () => {
    expect(check('t → a', { edges: [line('a', 'gone')] })).toMatchObject([
      { code: 'dangling-edge', edgeId: 'line', message: 'A line at a has an open end.' },
    ])
  })

  test('across the border of a loop', () => {
    expect(check('t → each', { inside: { each: 'x' }, edges: [line('t', 'x')] })).toMatchObject([
      { code: 'foreign-parent', edgeId: 'line' },
    ])
  })

  test('into a trigger', () => {
    expect(check('t → a', { edges: [line('a', 't')] }).filter((problem) => problem.code !== 'cycle')).toMatchObject([
      { code: 'unknown-port', nodeId: 't' },
    ])
  })

  test('from a port that is gone', () => {
    expect(
      check('t → a → b', { edges: [line('a', 'b', 'old')], types: { a: { ports: { list: [{ id: 'out', label: '' }] } } } }),
    ).toMatchObject([{ code: 'unknown-port', edgeId: 'line', nodeId: 'a' }])
  })

  test('from ports that the entries of a parameter make', () => {
    const types = { a: { ports: { fromParam: 'cases', otherwise: { id: 'otherwise', label: 'otherwise' } } } }
    const nodes = { a: { params: { cases: [{ id: 'c1', label: 'large' }] } } }
    expect(check('t → a, a -c1→ b, a -otherwise→ c', { types, nodes })).toEqual([])
    expect(codes(check('t → a, a -c2→ b', { types, nodes }))).toEqual(['unknown-port a'])
  })

  test('for failure, from a step that stops the run when it fails', () => {
    expect(check('t → a, a -error→ b')).toMatchObject([
      { code: 'unknown-port', message: 'a is not set up to go on when it fails, so its error line is never taken.' },
    ])
    expect(check('t → a, a -error→ b', { nodes: { a: { onError: 'branch' } } })).toEqual([])
  })
})

describe('the way through', () => {
  test('goes in a circle: each circle once, and nothing but the circle', () => {
    expect(circles('t → a → d, a → b → c → a, t → x → y → x')).toEqual(['a b c', 'x y'])
  })

  test('goes from one circle into another', () => {
    expect(circles('t → a → bridge → x → y → x, a → b → a')).toEqual(['a b', 'x y'])
  })

  test('a step that leads to itself', () => {
    expect(check('t → a → a')).toMatchObject([{ code: 'cycle', message: 'These steps go in a circle: a → a.' }])
  })

  test('never comes to a step', () => {
    expect(check('t → a, alone → b')).toMatchObject([
      { code: 'unreachable', severity: 'warning', nodeId: 'alone' },
      { code: 'unreachable', severity: 'warning', nodeId: 'b' },
    ])
  })

  test('has nothing to start it', () => {
    expect(codes(check('a → b'))).toEqual(['no-trigger'])
    expect(codes(check('t → b', { nodes: { t: { disabled: true } } }))).toEqual(['no-trigger'])
  })
})

describe('references', () => {
  const read = (text: string, more: Parameters<typeof check>[1] = {}) =>
    check('t → readInvoice → pay, t → other', {
      types: { readInvoice: invoice },
      ...more,
      nodes: { readInvoice: { label: 'Read invoice' }, ...more.nodes, pay: { label: 'Pay', params: { text } } },
    })

  test('to what is there', () => {
    expect(read('{{ steps.readInvoice.Total * 2 }} of {{ steps.readInvoice.vendor.name }}, {{ trigger.any }}, {{ run.id }}')).toEqual([])
  })

  test('to a field that is not', () => {
    expect(read('{{ steps.readInvoice.Totl }}')).toMatchObject([
      { code: 'unknown-reference', nodeId: 'pay', field: 'text', message: 'Read invoice has no Totl.', hint: 'Did you mean Total?' },
    ])
    expect(read('{{ steps.readInvoice.vendor.nme }}')).toMatchObject([
      { code: 'unknown-reference', message: 'Read invoice ▸ Vendor has no nme.' },
    ])
  })

  test('that are never equal to what they are compared with are warned of, and hold nothing up', () => {
    expect(read('{{ steps.readInvoice.Total == "100" }}')).toMatchObject([
      { code: 'never-equal', severity: 'warning', fix: { text: '{{ steps.readInvoice.Total == 100 }}' } },
    ])
  })

  test('to any field of a step that gives more than it names', () => {
    const types = { readInvoice: { output: { type: 'object', properties: {}, additionalProperties: {} } } }
    expect(read('{{ steps.readInvoice.whatever }}', { types })).toEqual([])
  })

  test('to any field of a step that may have failed', () => {
    expect(read('{{ steps.readInvoice.error.message }}', { nodes: { readInvoice: { onError: 'continue' } } })).toEqual([])
  })

  test('to a step that is not there', () => {
    expect(read('{{ steps.readInvoce.Total }}')).toMatchObject([{ code: 'unknown-reference', hint: 'Did you mean readInvoice?' }])
  })

  test.each(['__proto__', 'constructor', 'toString'])('to %s', (name) => {
    expect(read(`{{ steps.${name}.x }}`)).toMatchObject([{ code: 'unknown-reference' }])
  })

  test('to a step beside, to itself, to one that is switched off', () => {
    expect(read('{{ steps.other.x }}')).toMatchObject([{ code: 'unreachable-reference', message: 'other does not run before Pay.' }])
    expect(read('{{ steps.pay.x }}')).toMatchObject([{ code: 'unreachable-reference', message: "Pay can't use its own result." }])
    expect(read('{{ steps.readInvoice.Total }}', { nodes: { readInvoice: { disabled: true } } })).toMatchObject([
      { code: 'unreachable-reference' },
    ])
  })

  test('that cannot be read', () => {
    expect(read('{{ steps.readInvoice. }}')).toMatchObject([{ code: 'expression', nodeId: 'pay', field: 'text' }])
    expect(read('{{ 1 + }} and {{ 2')).toMatchObject([{ code: 'expression' }, { code: 'expression' }])
  })

  test('deep in a parameter, by its path', () => {
    const problems = check('t → a', { nodes: { a: { params: { rules: [{ left: 1 }, { left: '{{ steps.gone }}' }] } } } })
    expect(problems).toMatchObject([{ code: 'unknown-reference', field: 'rules.1.left' }])
  })

  test('are not looked for in fields that take text as it is, or that are not shown', () => {
    const input = {
      type: 'object',
      properties: { raw: { resolve: 'literal' }, mode: { default: 'a' }, later: { showIf: { param: 'mode', in: ['b'] } } },
    }
    expect(check('t → a', { types: { a: { input } }, nodes: { a: { params: { raw: '{{ no', later: '{{ no' } } } })).toEqual([])
  })

  describe('in a loop', () => {
    const inLoop = (where: string, text: string) =>
      check('t → before → each → after', {
        inside: { each: 'x → y' },
        types: { each: { input: { type: 'object', properties: { collect: { resolve: 'iteration' } } } } },
        nodes: { [where]: { params: { collect: text } } },
      })

    test('see the item, what is around, and what is before in the same pass', () => {
      expect(inLoop('y', '{{ item.a }} {{ index }} {{ steps.each.item.a }} {{ steps.x.any }} {{ steps.before.any }}')).toEqual([])
    })

    test("do not see the loop's result", () => {
      expect(inLoop('y', '{{ steps.each.total }}')).toMatchObject([{ code: 'unknown-reference', message: 'each has no total.' }])
    })

    test('collect from every step inside', () => {
      expect(inLoop('each', '{{ item.id }} {{ steps.y.any }} {{ steps.each.index }}')).toEqual([])
    })

    test('cannot be seen into from outside', () => {
      expect(inLoop('after', '{{ steps.each }}')).toEqual([])
      expect(inLoop('after', '{{ steps.y.any }}')).toMatchObject([
        { code: 'unreachable-reference', hint: 'Let each collect it from each item.' },
      ])
      expect(inLoop('after', '{{ item.a }}')).toMatchObject([{ code: 'unknown-reference' }])
    })
  })
})

describe('several starts', () => {
  const gives = (...names: string[]) => ({
    kind: 'trigger' as const,
    output: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) },
  })
  const read = (
    text: string,
    more: { drawing?: string; mail?: Partial<Node>; hand?: Partial<ManifestNode>; inside?: Record<string, string> } = {},
  ) =>
    check(more.drawing ?? 'mail → read → pay, hand → pay', {
      types: {
        mail: gives('subject', 'file'),
        hand: more.hand ?? gives('file'),
        read: { output: { type: 'object', properties: { total: {} } } },
      },
      nodes: { mail: { label: 'A mail', ...more.mail }, hand: { label: 'By hand' }, pay: { params: { text } } },
      ...(more.inside && { inside: more.inside }),
    })

  test('have no data when another one begins the run; what all of them give is taken from whichever it was', () => {
    expect(read('{{ steps.mail.file }}')).toMatchObject([
      {
        code: 'may-be-empty',
        severity: 'warning',
        nodeId: 'pay',
        message: 'A mail has no data when By hand begins the run.',
        position: { start: 3, end: 13 },
        fix: { label: 'Use trigger.file', text: '{{ trigger.file }}' },
      },
    ])
    expect(read('{{ trigger.file }}')).toEqual([])
  })

  test('that do not all give it are asked with a fallback', () => {
    const fix = { label: 'Use a fallback', text: '{{ steps.?mail.subject.orValue("") }}' }
    expect(read('{{ steps.mail.subject }}')).toMatchObject([{ code: 'may-be-empty', fix }])
    expect(read(fix.text)).toEqual([])
    const said = read('{{ steps.mail.?subject.orValue("none") }}')
    expect(said).toMatchObject([{ fix: { label: 'Use the fallback', text: '{{ steps.?mail.?subject.orValue("none") }}' } }])
    expect(read('{{ has(steps.mail) ? steps.mail.subject : "" }}')).toEqual([])
    expect(read('{{ trigger.subject }}')).toMatchObject([{ code: 'may-be-empty', message: 'Trigger ▸ Subject may be missing.' }])
    expect(read('{{ trigger.nothing }}')).toMatchObject([{ code: 'unknown-reference' }])
  })

  test('that may give anything are not doubted', () => {
    const hand = { kind: 'trigger', output: { type: 'object', properties: {}, additionalProperties: {} } } as const
    expect(read('{{ steps.mail.subject }}', { hand })).toMatchObject([{ fix: { text: '{{ trigger.subject }}' } }])
    expect(read('{{ trigger.subject }} {{ trigger.any }}', { hand })).toEqual([])
  })

  test('leave out what is behind another one, too', () => {
    expect(read('{{ steps.read.total }}')).toMatchObject([
      { message: 'read has no data when By hand begins the run.', fix: { text: '{{ steps.?read.total.orValue("") }}' } },
    ])
  })

  test('are looked at from inside a loop', () => {
    const inside = { each: 'pay' }
    expect(read('{{ steps.mail.file }}', { drawing: 'mail → each, hand → each', inside })).toMatchObject([{ code: 'may-be-empty' }])
    expect(read('{{ steps.mail.file }}', { drawing: 'mail → each, hand → other', inside })).toEqual([])
  })

  test('of which one alone leads here are one start', () => {
    expect(read('{{ steps.mail.subject }}', { drawing: 'mail → pay, hand → other' })).toEqual([])
    expect(read('{{ trigger.subject }}', { drawing: 'mail → pay, hand → other' })).toEqual([])
    expect(read('{{ trigger.total }}', { drawing: 'mail → pay, hand → other' })).toMatchObject([{ code: 'unknown-reference' }])
  })
})

describe('data of a step on one way of several', () => {
  const read = (text: string, drawing = 't → if, if -yes→ ask → pay, if -no→ pay') =>
    check(drawing, { nodes: { pay: { params: { text } } } })

  test('is not there when the run goes another way, and a fallback is offered', () => {
    expect(read('{{ steps.ask.decision }}')).toMatchObject([
      {
        code: 'may-be-empty',
        severity: 'warning',
        nodeId: 'pay',
        message: 'ask has no data when if goes another way than “yes”.',
        fix: { text: '{{ steps.?ask.decision.orValue("") }}' },
      },
    ])
  })

  test('is there on that way, and for whoever has thought of it', () => {
    expect(read('{{ steps.ask.decision }}', 't → if, if -yes→ ask → pay, if -no→ end')).toEqual([])
    expect(read('{{ steps.?ask.decision.orValue("nobody") }}')).toEqual([])
    expect(read('{{ has(steps.ask) ? steps.ask.decision : "nobody" }}')).toEqual([])
  })
})

describe('a scope', () => {
  const input = { type: 'object', properties: { result: { resolve: 'iteration' } } }
  const types: Record<string, Partial<ManifestNode>> = {
    try: { container: 'scope', input },
    caught: { kind: 'entry', part: 'catch' },
    last: { kind: 'entry', part: 'finally' },
  }
  const tried = (more: { nodes?: Record<string, Partial<Node>>; edges?: Edge[] } = {}) =>
    check('t → try → after', { inside: { try: 'a → b, caught → mend, last → tidy' }, types, ...more })
  const using = (where: string, text: string) => tried({ nodes: { [where]: { params: { result: text } } } })

  test('with all its parts has no problems', () => {
    expect(tried()).toEqual([])
  })

  test('keeps its parts apart', () => {
    expect(tried({ edges: [line('b', 'mend')] })).toMatchObject([{ code: 'foreign-parent', edgeId: 'line' }])
    expect(tried({ edges: [line('a', 'caught')] }).map(({ code }) => code)).toContain('foreign-parent')
  })

  test('is where its entries belong', () => {
    expect(codes(check('t → a, caught → b', { types }))).toContain('foreign-parent caught')
    expect(codes(check('t → each', { inside: { each: 'caught → b' }, types }))).toEqual(['foreign-parent caught'])
  })

  test('lets later parts see what earlier ones left, not the other way round', () => {
    expect(using('mend', '{{ steps.a.any }} {{ steps.caught.message }}')).toEqual([])
    expect(using('tidy', '{{ steps.a.any }} {{ steps.mend.any }}')).toEqual([])
    expect(using('b', '{{ steps.mend.any }}')).toMatchObject([{ code: 'unreachable-reference' }])
  })

  test('waits for nothing in a last part that is done also when the run is cancelled', () => {
    const waits = { types: { ...types, tidy: { waits: true }, b: { waits: true }, deep: { waits: true } } as typeof types }
    const last = { params: { alsoWhenCancelled: true } }
    expect(check('t → try', { inside: { try: 'a → b, last → tidy' }, ...waits })).toEqual([])
    const inside = { try: 'a → b, last → tidy → each', each: 'deep' }
    expect(check('t → try', { inside, nodes: { last }, ...waits })).toMatchObject([
      { code: 'waits-in-vain', severity: 'warning', nodeId: 'tidy' },
      { code: 'waits-in-vain', severity: 'warning', nodeId: 'deep' },
    ])
  })

  test('has no item, and no result before it is over', () => {
    expect(using('a', '{{ item }}')).toMatchObject([{ code: 'unknown-reference' }])
    expect(using('a', '{{ steps.try.ok }}')).toMatchObject([{ code: 'unreachable-reference' }])
    expect(using('try', '{{ steps.b.any }}')).toEqual([])
    expect(using('try', '{{ steps.mend.any }}')).toMatchObject([{ code: 'unreachable-reference' }])
  })
})

test('ten thousand steps with mappings are checked', () => {
  const { manifest } = draw('t → a')
  const nodes = Array.from(
    { length: 10_000 },
    (_, at): Node => ({
      id: `n${at}`,
      key: `n${at}`,
      type: at === 0 ? 'test.t' : 'test.a',
      typeVersion: 1,
      label: `Step ${at}`,
      params: { text: at === 0 ? '' : `Hello {{ steps.n${Math.max(0, at - 100)}.name }}` },
      position: { x: 0, y: 0 },
      disabled: false,
      onError: 'fail',
    }),
  )
  const edges = nodes.slice(1).map((node, at): Edge => ({ id: `e${at}`, source: `n${at}`, sourcePort: 'out', target: node.id }))
  expect(checkGraph({ schema: 1, nodes, edges, notes: [], settings: { timeZone: 'UTC' } }, manifest)).toEqual([])
})

function check(
  text: string,
  more: {
    inside?: Record<string, string>
    nodes?: Record<string, Partial<Node>>
    edges?: Edge[]
    types?: Record<string, Partial<ManifestNode>>
    accounts?: Accounts
  } = {},
): Problem[] {
  const { graph, manifest } = draw(text, more)
  graph.edges.push(...(more.edges ?? []))
  for (const [id, type] of Object.entries(more.types ?? {})) Object.assign(manifest.nodes[`test.${id}`] ?? {}, type)
  return checkGraph(graph, manifest, more)
}

/** The steps of each circle, without where it is begun. */
function circles(text: string): string[] {
  return check(text)
    .map(({ code, message }) => (code === 'cycle' ? [...new Set(message.match(/\b[a-z]+(?= →|\.)/g))].sort().join(' ') : code))
    .sort()
}

function codes(problems: Problem[]): string[] {
  return problems.map(({ code, nodeId }) => [code, nodeId].filter(Boolean).join(' '))
}
