import { expect, it } from 'vitest'
import { workerProcesses } from './testing/worker-processes'
import { ended, testWorld } from './testing/world'

const world = testWorld()
const workerProcess = workerProcesses()
const MILLION = 1_000_000
/** A worker takes a good 100 of it to begin with. */
const HEAP = '--max-old-space-size=400'

const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const numbers = { type: 'code.javascript', params: { code: `return Array.from({ length: ${MILLION} }, (_, id) => id)`, seconds: 60 } }
const each = (collect: string) => ({ type: 'flow.for-each', params: { items: '{{ steps.numbers }}', collect } })

it('a loop over a million items goes through with little memory, in pieces, and others beside it', { timeout: 240_000 }, async () => {
  const nodes = { numbers, each: each('{{ steps.twice }}'), twice: set('{{ item * 2 }}'), end: set('{{ steps.each[999999].v }}') }
  const loop = await world.flow('t → numbers → each → end', nodes, { inside: { each: 'twice' } })
  const light = await world.flow('t → a', { a: set('x') })
  await workerProcess(HEAP)
  const id = await loop.start()
  await world.until(id, ({ nextSeq }) => nextSeq > 10)
  const beside = await light.start()
  expect(await world.until(beside, ended)).toMatchObject({ status: 'succeeded' })
  // Losses: the memory was enough for the worker that took it first.
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', losses: 0, epoch: 1 })
  const [first] = await world.sql()<{ id: string }[]>`select id from run where id in (${id}, ${beside}) order by finished_at limit 1`
  expect(first?.id, 'nobody waits for it').toBe(beside)
  const [segments] = await world.sql()<{ events: number; largest: number }[]>`
    select sum(json_array_length(events))::int as events, max(octet_length(events::text)) as largest from journal where run_id = ${id}`
  // A few thousand items to an event, never an event for each.
  expect(segments?.events).toBeLessThan(MILLION / 100)
  expect(segments?.largest).toBeLessThan(20_000_000)
  // The end of the run comes with the last step or alone.
  const last = await world.sql()<{ text: string }[]>`
    select events::text as text from journal where run_id = ${id} order by seq desc limit 2`
  expect(last.map(({ text }) => text).join('')).toContain('{"v":1999998}')
})

it('one over steps that can’t be done at once ends in words, with little memory, when it is too many', { timeout: 240_000 }, async () => {
  const nodes = { numbers, each: each(''), call: { type: 'state.get', params: { key: 'x' } } }
  const flow = await world.flow('t → numbers → each', nodes, { inside: { each: 'call' } })
  const bounded = { ...flow.graph, settings: { ...flow.graph.settings, maxSteps: 200 } }
  await world.sql()`update version set graph = ${world.sql().json(bounded)} where id = ${flow.versionId}`
  await workerProcess(HEAP)
  const id = await flow.start()
  expect(await world.until(id, ended)).toMatchObject({ status: 'failed', losses: 0, epoch: 1, error: { code: 'too_many_steps' } })
})
