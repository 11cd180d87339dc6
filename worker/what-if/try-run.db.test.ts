import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Graph, Node } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import type { RunDifference } from '@/flow/what-if/result'
import { keepFile } from '@/server/blobs/keep-file'
import { newId } from '@/server/db/id'
import { decideApproval } from '@/server/services/approvals/decide'
import { listApprovals } from '@/server/services/approvals/list'
import { createSandbox } from '@/server/services/connections/create-sandbox'
import { ended, testWorld, waiting } from '../testing/world'
import { drafter, nodeIn, openReaders } from './testing'
import { tryRun } from './try-run'

const world = testWorld()
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))))

const set = (...pairs: [string, Json][]): Partial<Node> => ({
  type: 'data.set',
  params: { fields: pairs.map(([name, value]) => ({ name, value })) },
})
const post = (url: string, json: Json): Partial<Node> => ({ type: 'http.request', params: { method: 'POST', url, send: 'json', json } })

/** A vendor that counts, an approval, a loop, a mail, an answer: run live once with each input, and approved. */
async function lived(inputs: readonly Json[]) {
  const vendor = await world.sink()
  const mail = { connectionId: '' }
  const made = await world.flow(
    't → amount → each → ask, ask -approved→ pay → tell → note',
    {
      amount: set(['total', '{{ trigger.net * 1.2 }}']),
      each: { type: 'flow.for-each', params: { items: '{{ trigger.lines }}', collect: '{{ steps.line.body.count }}' } },
      line: post(`${vendor.url}/lines`, { sku: '{{ item }}' }),
      ask: {
        type: 'approval.ask',
        params: { question: 'Pay {{ steps.amount.total }}?', approvers: { members: [], roles: ['approver'], emails: [] } },
      },
      pay: post(`${vendor.url}/pay`, { total: '{{ steps.amount.total }}' }),
      tell: { type: 'mail.send', params: { to: 'finance@acme.test', subject: 'Paid {{ steps.amount.total }}' } },
      note: set(['paid', '{{ steps.pay.status }}']),
    },
    { inside: { each: 'line' } },
  )
  const { workspace, workspaceId, flowId, graph, start } = made
  mail.connectionId = (await createSandbox({ actor: workspace.builder }, { connector: 'mail' })).id
  const draw = (change: (graph: Graph) => void) => draft(workspaceId, flowId, graph, change)
  // The account exists only now: a version that uses it is what runs.
  const versionId = await draw(({ nodes }) => void Object.assign(nodeIn(nodes, 'tell'), mail))
  await world.sql()`update flow set live_version_id = ${versionId} where id = ${flowId}`
  const engine = await world.worker()
  const runs: string[] = []
  for (const input of inputs) {
    const id = await start(input)
    await world.sql()`update run set version_id = ${versionId} where id = ${id}`
    await engine.take([id])
    await world.until(id, waiting)
    const { items } = await listApprovals({ actor: workspace.approver }, { tab: 'open' })
    await decideApproval({ actor: workspace.approver }, { id: items[0]?.id ?? '', decision: 'approved' })
    await engine.take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    runs.push(id)
  }
  const readers = openReaders()
  closing.push(() => readers.close())
  const rows = async () =>
    (
      await world.sql()`select (select count(*) from journal) journal, (select count(*) from run) run, (select count(*) from wait) wait,
        (select count(*) from outside_call) call, (select count(*) from memory_item) memory, (select count(*) from blob) blob,
        (select count(*) from sandbox_record) sandbox, (select count(*) from approval_message) message`
    )[0]
  /** Tries a draft on every run, and holds that nothing at all was done by it. */
  const tryAll = async (change: (graph: Graph) => void): Promise<RunDifference[]> => {
    const tried = await draw((g) => {
      Object.assign(nodeIn(g.nodes, 'tell'), mail)
      change(g)
    })
    const sockets: Socket[] = []
    const onSocket = (message: unknown) => void sockets.push((message as { socket: Socket }).socket) // as Node documents it
    const [calls, before] = [vendor.calls.length, await rows()]
    subscribe('net.client.socket', onSocket)
    const results: RunDifference[] = []
    for (const runId of runs) {
      results.push(await tryRun({ workspaceId, runId, versionId: tried }, readers, AbortSignal.timeout(20_000)))
    }
    unsubscribe('net.client.socket', onSocket)
    const postgres = Number(new URL(process.env.DATABASE_URL ?? '').port)
    expect(sockets.filter(({ remotePort }) => remotePort !== postgres)).toEqual([])
    expect(vendor.calls).toHaveLength(calls)
    expect(await rows()).toEqual(before)
    return results
  }
  return { vendor, tryAll, runs, workspaceId }
}

const draft: ReturnType<typeof drafter> = (...drawn) => drafter(world.sql())(...drawn)

const INPUTS = [
  { net: 100, lines: ['a', 'b'] },
  { net: 50, lines: ['c'] },
]

describe('a draft on past runs', () => {
  it('does the same where nothing changed, and calls nobody', async () => {
    const { tryAll, vendor } = await lived(INPUTS)
    expect(vendor.calls).toHaveLength(5)
    const results = await tryAll(() => {})
    expect(results).toMatchObject([
      { verdict: 'same', statusThen: 'succeeded', statusNow: 'succeeded', steps: [], effects: [], reason: null },
      { verdict: 'same', steps: [], effects: [] },
    ])
    expect(results[0]?.same).toBe(8)
  })

  it('shows what another formula leads to: the amount, the question, the payment and the mail', async () => {
    const { tryAll } = await lived(INPUTS)
    const [first] = await tryAll(({ nodes }) => void Object.assign(nodeIn(nodes, 'amount'), set(['total', '{{ trigger.net * 1.5 }}'])))
    expect(first).toMatchObject({ verdict: 'different', statusNow: 'succeeded' })
    expect(first?.steps.map(({ step, kind, assumed }) => [step, kind, assumed])).toEqual([
      ['amount', 'different', false],
      ['ask', 'different', false],
      ['pay', 'different', true],
      ['tell', 'different', true],
    ])
    expect(first?.steps[0]).toMatchObject({
      changes: [{ path: ['total'], before: 120, after: 150 }],
      before: { output: { total: 120 } },
      after: { output: { total: 150 } },
    })
    expect(first?.effects).toMatchObject([
      { step: 'pay', capability: 'http', kind: 'changed', changes: [{ path: ['body', 'json', 'total'], before: 120, after: 150 }] },
      {
        step: 'tell',
        kind: 'changed',
        what: 'a mail to finance@acme.test',
        changes: [{ path: ['subject'], before: 'Paid 120', after: 'Paid 150' }],
      },
      { step: 'ask', capability: 'approval', kind: 'changed', changes: [{ path: ['question'], before: 'Pay 120?', after: 'Pay 150?' }] },
    ])
  })

  it('tells of a mail to somebody else', async () => {
    const { tryAll } = await lived(INPUTS.slice(1))
    const [result] = await tryAll(({ nodes }) => {
      const tell = nodeIn(nodes, 'tell')
      tell.params = { ...tell.params, to: 'mallory@evil.test' }
    })
    expect(result).toMatchObject({
      verdict: 'different',
      effects: [
        { step: 'tell', kind: 'changed', what: 'a mail to mallory@evil.test', changes: [{ path: ['to', 0], before: 'finance@acme.test' }] },
      ],
    })
  })

  it('breaks where a mail could not be sent any more', async () => {
    const { tryAll } = await lived(INPUTS.slice(1))
    const [result] = await tryAll(({ nodes }) => {
      const tell = nodeIn(nodes, 'tell')
      tell.params = { ...tell.params, to: 'nobody' }
    })
    expect(result).toMatchObject({ verdict: 'broken', reason: expect.stringContaining('is not a mail address') })
  })

  it('tells of a step that is gone and of what it did, and breaks where its data is missed', async () => {
    const { tryAll } = await lived(INPUTS.slice(1))
    const [gone] = await tryAll((graph) => without(graph, 'tell', 'note'))
    expect(gone).toMatchObject({
      verdict: 'different',
      steps: [{ step: 'tell', kind: 'gone', after: null }],
      effects: [{ step: 'tell', kind: 'gone', what: 'a mail to finance@acme.test' }],
    })
    const [broken] = await tryAll((graph) => without(graph, 'pay', 'tell'))
    expect(broken).toMatchObject({
      verdict: 'broken',
      statusThen: 'succeeded',
      statusNow: 'failed',
      reason: expect.stringContaining('pay'),
    })
    expect(broken?.steps.map(({ step, kind }) => [step, kind])).toEqual([
      ['pay', 'gone'],
      ['note', 'different'],
    ])
  })

  it('knows nothing of what was never asked, and goes on with what does not depend on it', async () => {
    const { tryAll, vendor } = await lived(INPUTS.slice(1))
    const [result] = await tryAll((graph) => {
      insert(graph, 'amount', 'each', { id: 'rates', ...post(`${vendor.url}/rates`, { base: 'EUR' }) })
      Object.assign(nodeIn(graph.nodes, 'note'), set(['rate', '{{ steps.rates.body.count }}']))
    })
    expect(result).toMatchObject({
      verdict: 'different',
      statusNow: 'succeeded',
      effects: [{ step: 'rates', kind: 'new', what: expect.stringMatching(/^POST 127\.0\.0\.1:\d+\/rates$/) }],
      steps: [
        { step: 'rates', kind: 'untold', before: null },
        { step: 'note', kind: 'untold', reason: 'It uses what “rates” gives.' },
      ],
    })
  })

  it('finds the calls of a list whose items moved', async () => {
    const { tryAll } = await lived([{ net: 1, lines: ['a', 'b', 'c'] }])
    const [result] = await tryAll(({ nodes }) => {
      const each = nodeIn(nodes, 'each')
      each.params = { ...each.params, items: '{{ trigger.lines.filter(line, line != "a") }}' }
    })
    expect(result?.effects).toMatchObject([{ step: 'each:0/line', kind: 'gone', capability: 'http' }])
  })

  it('has no answer of people to a question nobody asked', async () => {
    const { tryAll } = await lived(INPUTS.slice(1))
    const [result] = await tryAll((graph) => {
      insert(graph, 'amount', 'each', {
        id: 'second',
        type: 'approval.ask',
        params: { question: 'Really?', approvers: { members: [], roles: ['owner'], emails: [] } },
      })
      for (const edge of graph.edges) if (edge.source === 'second') edge.sourcePort = 'approved'
    })
    expect(result).toMatchObject({
      verdict: 'different',
      statusNow: 'waiting',
      effects: [{ step: 'second', kind: 'new', what: 'the question “Really?”' }],
      steps: [{ step: 'second', kind: 'untold', reason: 'Nobody was asked this then.' }],
    })
  })

  it('says what it can’t tell: a run that is gone, a start that is gone', async () => {
    const { tryAll, runs, workspaceId } = await lived(INPUTS.slice(1))
    const readers = openReaders()
    closing.push(() => readers.close())
    const nowhere = { workspaceId, versionId: newId(), runId: runs[0] ?? '' }
    expect(await tryRun(nowhere, readers, AbortSignal.timeout(5_000))).toMatchObject({
      verdict: 'untold',
      reason: 'The draft can’t be read any more.',
    })
    const [result] = await tryAll((graph) => without(graph, 't', 'amount'))
    expect(result).toMatchObject({ verdict: 'untold', reason: expect.stringContaining('start') })
    const lost = { verdict: 'untold', reason: 'What this run did is not on record any more.' }
    // Given up, its journal not removed yet.
    await world.sql()`update run set details_removed_at = now(), input = 'null' where id = ${runs[0] ?? ''}`
    expect(await tryAll(() => {})).toMatchObject([lost])
    await world.sql()`update run set details_removed_at = null where id = ${runs[0] ?? ''}`
    await world.sql()`delete from journal where run_id = ${runs[0] ?? ''}`
    expect(await tryAll(() => {})).toMatchObject([lost])
  })
})

it('reads a document again where its reading is set up otherwise, with what was remembered then', async () => {
  const { start, workspaceId, flowId, graph } = await world.flow('t → read → end', {
    read: { type: 'documents.read-invoice', params: { file: '{{ trigger }}' } },
    end: set(['why', '{{ steps.read.reasons }}']),
  })
  const bytes = await readFile('e2e/data/invoices/zugferd-simple.pdf')
  const file = await keepFile(workspaceId, { name: 'invoice.pdf', contentType: 'application/pdf', bytes })
  const engine = await world.worker()
  const runs: string[] = []
  for (let at = 0; at < 2; at++) {
    const id = await start(file)
    await engine.take([id])
    await world.until(id, ended)
    runs.push(id)
  }
  const readers = openReaders()
  closing.push(() => readers.close())
  const same = await draft(workspaceId, flowId, graph, () => {})
  const other = await draft(workspaceId, flowId, graph, ({ nodes }) => {
    const read = nodeIn(nodes, 'read')
    read.params = { ...read.params, currency: 'USD' }
  })
  const runId = runs[1] ?? '' // which found what the first one noted
  for (const versionId of [same, other]) {
    const result = await tryRun({ workspaceId, runId, versionId }, readers, AbortSignal.timeout(60_000))
    expect(result).toMatchObject({ verdict: 'same', steps: [] })
  }
}, 120_000)

/** Runs a flow live and tries a changed one on it. */
async function triedOn(
  text: string,
  nodes: Record<string, Partial<Node>>,
  { inside, input, by, change }: { inside?: Record<string, string>; input: Json; by?: 'webhook'; change: (graph: Graph) => void },
): Promise<{ result: RunDifference; runId: string }> {
  const { start, workspaceId, flowId, graph } = await world.flow(text, nodes, inside ? { inside } : {})
  const runId = await start(input)
  if (by) await world.sql()`update run set started_by = ${world.sql().json({ kind: by })} where id = ${runId}`
  const engine = await world.worker()
  await engine.take([runId])
  await world.until(runId, ended)
  const readers = openReaders()
  closing.push(() => readers.close())
  const versionId = await draft(workspaceId, flowId, graph, change)
  return { runId, result: await tryRun({ workspaceId, runId, versionId }, readers, AbortSignal.timeout(20_000)) }
}

describe('a flow that', () => {
  const loop = {
    each: { type: 'flow.for-each', params: { items: '{{ trigger }}', collect: '{{ steps.double.n }}' } },
    double: set(['n', '{{ item * 2 }}']),
    end: set(['all', '{{ steps.each }}']),
  }

  it('loops over steps that only compute is compared by what the loop leaves', async () => {
    const more = { inside: { each: 'double' }, input: Array.from({ length: 40 }, (_, at) => at + 1) } // the first ones are done step by step
    expect((await triedOn('t → each → end', loop, { ...more, change: () => {} })).result).toMatchObject({ verdict: 'same', steps: [] })
    const changed = await triedOn('t → each → end', loop, {
      ...more,
      change: ({ nodes }) => void Object.assign(nodeIn(nodes, 'double'), set(['n', '{{ item == 35 ? 5 : item * 2 }}'])),
    })
    expect(changed.result).toMatchObject({
      verdict: 'different',
      steps: [
        { step: 'each', changes: [{ path: [34], before: 70, after: 5 }] },
        { step: 'end', changes: [{ path: ['all', 34], before: 70, after: 5 }] },
      ],
    })
  })

  it('fails in the same place for the same reason does the same', async () => {
    const stop = { type: 'flow.stop', params: { message: 'No total.' } }
    const { result } = await triedOn('t → a, t → b', { a: stop, b: set(['x', 1]) }, { input: {}, change: () => {} })
    expect(result).toMatchObject({ verdict: 'same', statusThen: 'failed', statusNow: 'failed' })
  })

  it('failed then and does not now is different, and says so', async () => {
    const { result } = await triedOn(
      't → a → b',
      { a: { type: 'flow.stop', params: { message: 'No total.' } }, b: set(['x', 1]) },
      {
        input: {},
        change: ({ nodes }) => void Object.assign(nodeIn(nodes, 'a'), set(['y', 1])),
      },
    )
    expect(result).toMatchObject({ verdict: 'different', statusThen: 'failed', statusNow: 'succeeded' })
    expect(result.steps.map(({ step, kind }) => [step, kind])).toEqual([
      ['a', 'different'],
      ['b', 'new'],
    ])
  })

  it('holds values too large for its journal compares them, whole', async () => {
    const big = { a: set(['text', '{{ trigger.text }}']), b: set(['length', '{{ size(steps.a.text) }}']) }
    const input = { text: 'x'.repeat(400_000) }
    expect((await triedOn('t → a → b', big, { input, change: () => {} })).result).toMatchObject({ verdict: 'same' })
    const { result } = await triedOn('t → a → b', big, {
      input,
      change: ({ nodes }) => void Object.assign(nodeIn(nodes, 'a'), set(['text', '{{ trigger.text }}'], ['more', 1])),
    })
    expect(result).toMatchObject({ verdict: 'different', steps: [{ step: 'a', changes: [{ path: ['more'], after: 1 }] }] })
  })

  it('waits does not wait again, and reckons from the time of then', async () => {
    const nodes = {
      wait: { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'seconds' } },
      end: set(['until', '{{ steps.wait.until }}']),
    }
    const { start, workspaceId, flowId, graph } = await world.flow('t → wait → end', nodes)
    const runId = await start()
    const engine = await world.worker()
    await engine.take([runId])
    await world.until(runId, waiting)
    await world.sql()`update wait set fired_at = now() where run_id = ${runId}`
    await world.sql()`update run set status = 'queued' where id = ${runId}`
    await engine.take([runId])
    await world.until(runId, ended)
    const readers = openReaders()
    closing.push(() => readers.close())
    const tryWith = async (amount: number) => {
      const versionId = await draft(workspaceId, flowId, graph, ({ nodes }) => {
        nodeIn(nodes, 'wait').params = { mode: 'for', amount, unit: 'seconds' }
      })
      return tryRun({ workspaceId, runId, versionId }, readers, AbortSignal.timeout(20_000))
    }
    expect(await tryWith(1)).toMatchObject({ verdict: 'same' })
    const begun = performance.now()
    expect(await tryWith(86_400)).toMatchObject({
      verdict: 'different',
      statusNow: 'succeeded',
      steps: [{ step: 'wait' }, { step: 'end' }],
    })
    expect(performance.now() - begun).toBeLessThan(15_000)
  })

  it('answers a caller is compared by its answer, which nobody hears', async () => {
    const answer = { respond: { type: 'webhook.respond', params: { status: 201, body: '{{ trigger.id }}' } } }
    const { result, runId } = await triedOn('t → respond', answer, {
      input: { id: 7 },
      by: 'webhook',
      change: ({ nodes }) => {
        nodeIn(nodes, 'respond').params = { status: 202, body: '{{ trigger.id }}' }
      },
    })
    expect(result.effects).toMatchObject([
      { capability: 'reply', kind: 'changed', changes: [{ path: ['status'], before: 201, after: 202 }] },
    ])
    expect((await world.run(runId)).reply).toMatchObject({ status: 201 })
  })

  it('asks another question gets no answer that anybody could know', async () => {
    const vendor = await world.sink()
    const nodes = {
      ask: { type: 'http.request', params: { method: 'GET', url: `${vendor.url}/a` } },
      end: set(['n', '{{ steps.ask.status }}']),
    }
    const { result } = await triedOn('t → ask → end', nodes, {
      input: {},
      change: ({ nodes: drawn }) => {
        nodeIn(drawn, 'ask').params = { method: 'GET', url: `${vendor.url}/b` }
      },
    })
    expect(vendor.calls).toHaveLength(1)
    expect(result).toMatchObject({
      verdict: 'different',
      effects: [{ kind: 'changed', reads: true, changes: [{ path: ['url'] }] }],
      steps: [
        { step: 'ask', kind: 'untold' },
        { step: 'end', kind: 'untold' },
      ],
    })
  })
})

/** Takes a step out and heals the line, up to what came after it. */
function without(graph: Graph, id: string, next: string): void {
  graph.nodes = graph.nodes.filter((each) => each.id !== id)
  graph.edges = graph.edges.flatMap((edge) => (edge.source === id ? [] : edge.target === id ? [{ ...edge, target: next }] : [edge]))
}

function insert(graph: Graph, from: string, to: string, added: Partial<Node> & { id: string }): void {
  const model = nodeIn(graph.nodes, 'note')
  graph.nodes.push({ ...model, key: added.id, label: added.id, ...added })
  graph.edges = graph.edges.flatMap((edge) =>
    edge.source === from && edge.target === to
      ? [
          { ...edge, target: added.id },
          { ...edge, id: `${added.id}-${to}`, source: added.id },
        ]
      : [edge],
  )
}
