import { expect, it, vi } from 'vitest'
import type { Json } from '@/flow/json'
import { LARGE_VALUE_TYPE } from '@/server/blobs/large-value'
import { ended, testWorld, waiting } from '../../testing/world'

// The thread reads all connectors from their source first, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

const world = testWorld()

const set = (value: string, name = 'value') => ({ type: 'data.set', params: { fields: [{ name, value }] } })
/** Rows of about 3 MB, and in `all` three times as much. */
const code = {
  type: 'code.javascript',
  params: { code: `return Array.from({ length: 30000 }, (_, id) => ({ id, text: 'x'.repeat(80) }))` },
}
const LARGE = { code, all: set('{{ [steps.code, steps.code, steps.code] }}') }

async function outputs(text: string, nodes: Parameters<typeof world.flow>[1]) {
  const flow = await world.flow(text, nodes)
  const id = await flow.start()
  const engine = await world.worker()
  await engine.take([id])
  const { status } = await world.until(id, (row) => ended(row) || waiting(row))
  const events = await world.events(id)
  const output = (node: string) => events.find((event) => event.type === 'step.completed' && event.step === node)
  return { flow, id, status, events, output: (node: string) => (output(node) as { output: Json } | undefined)?.output }
}

it('hands heavy data from step to step as a file, and what is picked of it as it is', async () => {
  const { status, output } = await outputs('t → code → all → on → few', {
    ...LARGE,
    on: set('{{ steps.all.value }}'),
    few: set('{{ steps.on.value[2][29999].id + double(steps.on.value.size()) }}'),
  })
  expect(status).toBe('succeeded')
  for (const step of ['code', 'all', 'on']) expect(output(step)).toMatchObject({ $file: { contentType: LARGE_VALUE_TYPE } })
  expect(output('few')).toEqual({ value: 30_002 })
})

it('gives heavy data to code, and to a step that reaches out what it needs of it', async () => {
  const { status, output, events } = await outputs('t → code → sum → wait → late', {
    code,
    sum: {
      type: 'code.javascript',
      params: { inputs: [{ name: 'rows', value: '{{ steps.code }}' }], code: 'console.log(input.rows.length)\nreturn input.rows[7]' },
    },
    wait: { type: 'flow.wait', params: { mode: 'for', amount: '{{ steps.code.size() - 29999 }}', unit: 'seconds' } },
    late: set('{{ steps.sum.id }}'),
  })
  expect(status).toBe('waiting')
  expect(output('sum')).toMatchObject({ id: 7 })
  expect(events).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'sum', logs: ['30000'] }))
  expect(events).toContainEqual(expect.objectContaining({ type: 'wait.opened', step: 'wait' }))
})

it('loops over a heavy list, and a worker that takes it up in the middle goes on where it was', async () => {
  const nodes = {
    code,
    each: { type: 'flow.for-each', params: { items: '{{ steps.code }}', collect: '{{ steps.each.item.id }}' } },
    in: set('{{ item.id }}'),
    sum: set('{{ steps.each[29999] + double(steps.each.size()) }}'),
  }
  const flow = await world.flow('t → code → each → sum', nodes, { inside: { each: 'in' } })
  const id = await flow.start()
  await (await world.worker()).take([id])
  await world.until(id, ended)
  // As if the worker had died with three pieces of the list written.
  const whole = await world.events(id)
  const kept = whole.slice(0, whole.findIndex(({ type }) => type === 'loop.opened') + 3)
  expect(kept.at(-1)).toMatchObject({ type: 'loop.fed' })
  await world.sql()`delete from unsealed_run where run_id = ${id}`
  await world.sql()`delete from journal where run_id = ${id} and seq > 1`
  await world.sql()`update journal set events = ${world.sql().json(kept)} where run_id = ${id} and seq = 1`
  await world.sql()`update run set status = 'queued', owner = null, finished_at = null, next_seq = ${kept.length + 1} where id = ${id}`
  await (await world.worker()).take([id])
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  const events = await world.events(id)
  const items = events.flatMap((event) => (event.type === 'loop.opened' || event.type === 'loop.fed' ? event.items : []))
  expect(items.map((item) => (item as { id: number }).id)).toEqual(Array.from({ length: 30_000 }, (_, at) => at))
  expect(events.slice(0, kept.length)).toEqual(kept)
  expect(events.filter(({ type }) => type === 'loop.fed').length).toBeGreaterThan(3)
  expect(events).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'sum', output: { value: 59_999 } }))
})

it('sends heavy data out as it is', async () => {
  const { url, calls } = await world.sink()
  const send = { type: 'http.request', params: { method: 'PUT', url, send: 'json', json: '{{ steps.all.value[1] }}' } }
  const { status, output } = await outputs('t → code → all → send', { ...LARGE, send })
  expect(status).toBe('succeeded')
  expect(output('send')).toMatchObject({ status: 200 })
  const sent = JSON.parse(calls[0]?.body ?? '')
  expect([sent.length, sent[29_999]]).toEqual([30_000, { id: 29_999, text: 'x'.repeat(80) }])
})

it('lets the steps of a loop, and what it collects, use heavy data from outside', async () => {
  const nodes = {
    code,
    each: { type: 'flow.for-each', params: { items: '{{ range(40) }}', collect: '{{ steps.pick.id + steps.code[index].id }}' } },
    pick: set('{{ steps.code[item * 100].id }}', 'id'),
    call: { type: 'flow.scope', params: { result: '{{ steps.code[7].id }}' } },
    inside: set('x'),
  }
  const flow = await world.flow('t → code → each → call', nodes, { inside: { each: 'pick', call: 'inside' } })
  const id = await flow.start()
  await (await world.worker()).take([id])
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  const events = await world.events(id)
  const swept = events.filter(({ type }) => type === 'loop.swept').length
  expect(swept).toBeGreaterThan(0)
  const collected = events.flatMap((event) =>
    event.type === 'loop.collected' ? [event.output] : event.type === 'loop.swept' ? event.outputs : [],
  )
  expect(collected).toEqual(Array.from({ length: 40 }, (_, at) => at * 101))
  expect(events).toContainEqual(expect.objectContaining({ type: 'scope.tried', output: 7 }))
})

it('says what is wrong with a heavy list as with any', async () => {
  const each = { type: 'flow.for-each', params: { items: '{{ steps.code[0] }}' } }
  const flow = await world.flow('t → code → each', { code, each, in: set('1') }, { inside: { each: 'in' } })
  const id = await flow.start()
  await (await world.worker()).take([id])
  expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code: 'invalid_input' } })
})

it('says what is wrong with heavy data as with any', async () => {
  const { status, events } = await outputs('t → code → bad', { code, bad: set('{{ steps.code[30000].id }}') })
  expect(status).toBe('failed')
  const failed = events.find((event) => event.type === 'step.failed')
  expect(failed).toMatchObject({ step: 'bad', error: { code: expect.stringMatching(/^expression_/) } })
})

it('reads no other workspace’s file, whatever a reference says', async () => {
  const theirs = await outputs('t → code', { code })
  const foreign = theirs.output('code')
  const flow = await world.flow('t → a', { a: set('{{ trigger.size() }}') })
  const id = await flow.start(foreign ?? null)
  await (await world.worker()).take([id])
  await world.until(id, ended)
  // The reference itself, which is a record of one entry.
  expect(await world.events(id)).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'a', output: { value: 1 } }))
})
