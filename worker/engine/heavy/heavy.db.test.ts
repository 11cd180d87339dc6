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
