import { describe, expect, it } from 'vitest'
import type { RunEvent } from '@/flow/engine/events'
import { ended, testWorld } from '../testing/world'

const world = testWorld()

const set = (...pairs: [string, string | number][]) => ({
  type: 'data.set',
  params: { fields: pairs.map(([name, value]) => ({ name, value })) },
})
const stop = (message: string) => ({ type: 'flow.stop', params: { message } })
const parts = {
  try: { type: 'flow.scope', params: { result: '{{ steps.a.n }}' } },
  caught: { type: 'flow.if-it-fails' },
  last: { type: 'flow.in-any-case' },
}

describe('a repeat', () => {
  it('goes on until its condition holds, each pass beginning with what the one before kept', async () => {
    const again = { until: '{{ steps.double.n > 10 }}', collect: '{{ steps.double.n }}', start: 1 }
    const { start } = await world.flow(
      't → again → end',
      {
        again: { type: 'flow.repeat', params: again },
        double: set(['n', '{{ item * 2 }}']),
        end: set(['got', '{{ steps.again.result }}'], ['passes', '{{ steps.again.passes }}']),
      },
      { inside: { again: 'double' } },
    )
    expect(await outputOf(await ran(() => start()), 'end')).toEqual({ got: 16, passes: 4 })
  })

  it.each([
    ['never comes true', '{{ false }}', 'never_true'],
    ['is no yes or no', '{{ index }}', 'invalid_input'],
  ])('fails when its condition %s', async (_, until, code) => {
    const { start } = await world.flow(
      't → again',
      { again: { type: 'flow.repeat', params: { until, atMost: 3 } }, x: set(['n', 1]) },
      { inside: { again: 'x' } },
    )
    const id = await ran(() => start())
    expect(await world.run(id)).toMatchObject({ status: 'failed', error: { code } })
  })
})

describe('a scope', () => {
  it('catches, tidies up and lets the run go on', async () => {
    const { start } = await world.flow(
      't → try → end',
      {
        ...parts,
        a: set(['n', 1]),
        b: stop('No total.'),
        mend: set(['because', '{{ steps.caught.message }}'], ['n', '{{ steps.a.n }}']),
        tidy: set(['failed', '{{ steps.last.failed }}']),
        end: set(['said', '{{ steps.try.error.message }}'], ['ok', '{{ steps.try.ok }}']),
      },
      { inside: { try: 'a → b, caught → mend, last → tidy' } },
    )
    const id = await ran(() => start())
    expect(await world.run(id)).toMatchObject({ status: 'succeeded' })
    expect(await outputOf(id, 'try:1/mend')).toEqual({ because: 'No total.', n: 1 })
    expect(await outputOf(id, 'try:2/tidy')).toEqual({ failed: false })
    expect(await outputOf(id, 'end')).toEqual({ said: 'No total.', ok: false })
  })

  it('gives its result when all goes well, and catches a result that can’t be had', async () => {
    const flow = (a: ReturnType<typeof set>) =>
      world.flow(
        't → try → end',
        { ...parts, a, mend: set(['x', 1]), end: set(['result', '{{ steps.try.result }}']) },
        {
          inside: { try: 'a, caught → mend' },
        },
      )
    expect(await outputOf(await ran((await flow(set(['n', 7]))).start), 'end')).toEqual({ result: 7 })
    const id = await ran((await flow(set(['other', 7]))).start)
    expect(await outputOf(id, 'try')).toMatchObject({ ok: false, error: { code: 'expression_missing', step: 'try' } })
  })
})

describe('a loop that only computes', () => {
  const nodes = {
    each: { type: 'flow.for-each', params: { items: '{{ trigger }}', collect: '{{ [steps.?big.size, steps.sum.n, steps.?off.n] }}' } },
    if: { type: 'logic.condition', params: { rules: [{ left: '{{ item.n }}', operator: 'over', right: 5 }] } },
    big: set(['size', '{{ "big " + string(item.n) }}']),
    odd: { ...set(['n', '{{ 10 / item.n }}']), onError: 'continue' as const },
    off: { ...set(['n', 1]), disabled: true },
    sum: set(['n', '{{ item.n * 2 }}']),
  }
  const inside = { each: 'if -yes→ big → sum, if -no→ off → sum, odd → sum' }

  it('leaves the same whether an item is done by itself or swept, failures passed over included', async () => {
    const { start } = await world.flow('t → each', nodes, { inside })
    const items = Array.from({ length: 65 }, (_, at) => ({ n: at % 20 }))
    const id = await ran(() => start(items))
    const events = await world.events(id)
    const outputs = events.flatMap((event) =>
      event.type === 'loop.collected' ? [event.output] : event.type === 'loop.swept' ? event.outputs : [],
    )
    expect(outputs).toHaveLength(65)
    expect(outputs.slice(20, 40)).toEqual(outputs.slice(0, 20))
    expect(outputs.slice(40, 60)).toEqual(outputs.slice(0, 20))
    expect(outputs[7]).toEqual(['big 7', 14, null])
    // Dividing by nothing fails: those items are done step by step, the others are not.
    expect(events.filter((event) => event.type === 'step.failed').map(stepOf)).toEqual([
      'each:0/odd',
      'each:20/odd',
      'each:40/odd',
      'each:60/odd',
    ])
    expect(
      events.flatMap((event) => (event.type === 'loop.swept' ? [event.passed.big] : [])).reduce((sum: number, n) => sum + (n ?? 0), 0),
    ).toBe(28)
  })

  it('takes tens of thousands of items with a handful of journal rows', async () => {
    const { start } = await world.flow(
      't → each → end',
      {
        each: { type: 'flow.for-each', params: { items: '{{ trigger }}', collect: '{{ steps.sum.n }}' } },
        sum: set(['n', '{{ item.n * 2 }}']),
        end: set(['count', '{{ size(steps.each) }}'], ['last', '{{ steps.each[29999] }}']),
      },
      { inside: { each: 'sum' } },
    )
    const id = await ran(() => start(Array.from({ length: 30_000 }, (_, n) => ({ n }))))
    expect(await outputOf(id, 'end')).toEqual({ count: 30_000, last: 59_998 })
    const events = await world.events(id)
    expect(events.length).toBeLessThan(1_000)
    expect(events.filter(({ type }) => type === 'loop.fed').length).toBeGreaterThan(5)
  })

  it('fails where its list is not the one any more of which it has a part', async () => {
    const { workspaceId, start } = await world.flow(
      't → each',
      { each: { type: 'flow.for-each', params: { items: '{{ trigger }}' } }, sum: set(['n', '{{ item }}']) },
      { inside: { each: 'sum' } },
    )
    const id = await start([1, 2, 3])
    const opened = { type: 'loop.opened', at: 1, step: 'each', attempt: 1, items: [1], total: 5 }
    await world.sql()`insert into journal (run_id, seq, workspace_id, epoch, events) values (${id}, 1, ${workspaceId}, 1, ${world.sql().json([opened])})`
    await world.sql()`update run set next_seq = 2 where id = ${id}`
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code: 'list_changed' } })
  })

  it('is done step by step when a step in it waits after all', async () => {
    const { start } = await world.flow(
      't → each',
      {
        each: { type: 'flow.for-each', params: { items: '{{ trigger }}', concurrency: 10 } },
        nap: { type: 'flow.wait', params: { mode: 'for', amount: '{{ item }}', unit: 'seconds' } },
      },
      { inside: { each: 'nap' } },
    )
    const id = await start([...Array.from({ length: 24 }, () => 0), 3_600])
    const engine = await world.worker()
    await engine.take([id])
    await world.until(id, ({ status }) => status === 'waiting')
    const swept = (await world.events(id)).filter((event) => event.type === 'loop.swept')
    expect(swept.flatMap(({ outputs }) => outputs)).toEqual([0, 0, 0, 0])
    expect(swept.map(({ stepwise }) => stepwise).at(-1)).toBe('rest')
  })
})

async function ran(start: () => Promise<string>): Promise<string> {
  const id = await start()
  await (await world.worker()).take([id])
  await world.until(id, ended)
  return id
}

async function outputOf(id: string, step: string) {
  const done = (await world.events(id)).find((event) => event.type === 'step.completed' && event.step === step)
  return done?.type === 'step.completed' ? done.output : undefined
}

function stepOf(event: RunEvent): string | undefined {
  return 'step' in event ? event.step : undefined
}
