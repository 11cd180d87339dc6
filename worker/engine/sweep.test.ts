import fc from 'fast-check'
import { expect, test } from 'vitest'
import { manifest } from '@/connectors/manifest'
import type { RunEvent } from '@/flow/engine/events'
import { fold } from '@/flow/engine/fold'
import { type Plan, planOf } from '@/flow/engine/plan'
import { frameOf, iterationOf, nodeOf } from '@/flow/engine/step'
import { draw } from '@/flow/engine/testing/drawn'
import type { Node } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import { LARGE_VALUE_TYPE } from '@/server/blobs/large-value'
import type { Performance } from './perform'
import { imagined } from './testing/imagined'

/**
 * A loop that is swept leaves what it leaves when every iteration is done step by step: any body of steps that compute,
 * with branches, joins, dead paths, failures that are passed over, branched off or fatal, and steps that are switched off.
 * A failure prints the seed that repeats it; KAOS_SIMULATIONS says how many bodies there are.
 */
const VALUES = [
  '{{ item.n }}',
  '{{ index * 2 }}',
  '{{ 10 / item.n }}',
  '{{ steps.?BEFORE.v }}',
  '{{ steps.BEFORE.v }}',
  '{{ [steps.?BEFORE.?error, item] }}',
  'text {{ item.n }}',
]
const shape = fc.record({
  kind: fc.constantFrom('set', 'set', 'set', 'condition', 'stop'),
  value: fc.constantFrom(...VALUES),
  limit: fc.nat(4),
  before: fc.nat(20),
  onError: fc.constantFrom('fail', 'continue', 'continue', 'branch'),
  disabled: fc.constantFrom(false, false, false, true),
  from: fc.array(fc.record({ node: fc.nat(20), port: fc.constantFrom('out', 'out', 'yes', 'no', 'error') }), { maxLength: 3 }),
})
type Shape = typeof shape extends fc.Arbitrary<infer One> ? One : never

const loop = fc.record({
  items: fc.array(fc.record({ n: fc.nat(5) }), { minLength: 18, maxLength: 50 }),
  concurrency: fc.integer({ min: 1, max: 4 }),
  collect: fc.constantFrom('all', 'one', 'nothing'),
  onError: fc.constantFrom('fail', 'continue', 'branch'),
})

test('a sweep gets on however long it takes to read what the loop needs', async () => {
  const nodes: Record<string, Partial<Node>> = {
    t: { type: 'trigger.manual', params: {} },
    big: { type: 'data.set', params: { fields: [{ name: 'v', value: 'x' }] } },
    each: { type: 'flow.for-each', params: { items: '{{ trigger }}', collect: '{{ steps.use.v }}' } },
    use: { type: 'data.set', params: { fields: [{ name: 'v', value: '{{ steps.big.v }} {{ item }}' }] } },
  }
  const { graph } = draw('t → big → each', { nodes, inside: { each: 'use' } })
  const plan = planOf(graph, manifest)
  const ref = { $file: { id: 'f', name: 'big.json', contentType: LARGE_VALUE_TYPE, size: 300_000 } }
  let reads = 0
  const largeValues = {
    // Slower than a sweep may take; in the end not, so that a loop that never gets on comes to its end here.
    get() {
      for (const end = performance.now() + 10; performance.now() < end && reads < 100; );
      reads++
      return { v: 'x' }
    },
    keep() {},
  }
  const setAside: Performance['setAside'] = (key, output) => {
    const kept = key === 'big' ? ref : output
    return { output: kept, text: JSON.stringify(kept) }
  }
  const events = await imagined(plan, graph, [...Array(60).keys()], { largeValues, setAside })
  const swept = events.flatMap((event) => (event.type === 'loop.swept' ? [event.outputs.length] : []))
  expect(swept.length).toBeGreaterThan(0)
  expect(swept).not.toContain(0)
  expect(fold(plan, events).steps.get('each')?.output).toHaveLength(60)
})

test('a loop leaves the same swept and step by step', async () => {
  let swept = 0
  await fc.assert(
    fc.asyncProperty(fc.array(shape, { minLength: 1, maxLength: 7 }), loop, async (shapes, around) => {
      const drawn = flowOf(shapes, around)
      const [quick, slow] = [planOf(drawn, manifest), planOf(drawn, manifest)]
      for (const node of slow.nodes.values()) node.sweepable = false
      const [one, other] = [await imagined(quick, drawn, around.items), await imagined(slow, drawn, around.items)]
      expect(leftBy(quick, one)).toEqual(leftBy(slow, other))
      swept += one.filter(({ type }) => type === 'loop.swept').length
    }),
    { numRuns: Number(process.env.KAOS_SIMULATIONS ?? 60) },
  )
  expect(swept).toBeGreaterThan(10)
}, 120_000)

/** What later steps and people see of it, up to the item it fails with: what still began in those after it is a matter of order. */
function leftBy(plan: Plan, events: readonly RunEvent[]) {
  const state = fold(plan, events)
  const { status, port, output, error } = state.steps.get('each') ?? {}
  const { step = '', index } = state.loops.get('each')?.body.failure ?? {}
  const last = index ?? iterationOf(frameOf(step))?.index ?? Number.POSITIVE_INFINITY
  const passed: Record<string, number> = {}
  const count = (id: string, times: number) => {
    passed[id] = (passed[id] ?? 0) + times
  }
  const failures: string[][] = []
  for (const event of events) {
    if (event.type === 'loop.swept') for (const [id, times] of Object.entries(event.passed)) count(id, times)
    if (!('step' in event) || event.step === undefined || (iterationOf(frameOf(event.step))?.index ?? 0) > last) continue
    if (event.type === 'step.completed') count(nodeOf(event.step), 1)
    if (event.type === 'step.failed' && (event.index ?? 0) <= last) failures.push([event.step, event.error.code])
  }
  return { run: state.status, error: state.error, loop: { status, port, output, error }, passed, failures: failures.sort() }
}

function flowOf(
  shapes: readonly Shape[],
  { concurrency, collect, onError }: { concurrency: number; collect: string; onError: Node['onError'] },
) {
  const names = shapes.map((_, at) => `n${at}`)
  const nodes: Record<string, Partial<Node>> = { t: { type: 'trigger.manual', params: {} } }
  const all = `{{ [${names.map((name) => `steps.?${name}`).join(', ')}] }}`
  const kept = { all, one: `{{ steps.${names.at(-1)} }}`, nothing: null }[collect] ?? null
  nodes.each = { type: 'flow.for-each', onError, params: { items: '{{ trigger }}', concurrency, collect: kept } }
  nodes.end = { type: 'data.set', params: { fields: [{ name: 'v', value: '{{ steps.?each }}' }] } }
  const lines = shapes.flatMap((each, at) => {
    const name = `n${at}`
    const before = names[each.before % (at + 1)] ?? name
    nodes[name] = { ...typeOf(each, before), onError: each.onError, disabled: each.disabled }
    const sources = at === 0 ? [] : each.from.map(({ node, port }) => [node % at, port] as const)
    return sources.map(([source, port]) => `n${source} -${portOf(shapes[source], port)}→ ${name}`)
  })
  // One that nothing leads to stands at the beginning, as `n0` does.
  return draw('t → each → end', { nodes, inside: { each: [...lines, ...names].join(', ') } }).graph
}

function portOf(source: Shape | undefined, port: string): string {
  if (port === 'error') return port
  return source?.kind === 'condition' ? (port === 'no' ? 'no' : 'yes') : 'out'
}

function typeOf({ kind, value, limit }: Shape, before: string): Partial<Node> {
  if (kind === 'condition')
    return { type: 'logic.condition', params: { rules: [{ left: '{{ item.n }}', operator: 'over', right: limit }] } }
  if (kind === 'stop' && limit === 0) return { type: 'flow.stop', params: { message: 'Enough of {{ item.n }}.' } }
  return { type: 'data.set', params: { fields: [{ name: 'v', value: value.replaceAll('BEFORE', before) as Json }] } }
}
