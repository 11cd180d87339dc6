import { describe, expect, it } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { acceptRun } from '@/server/services/intake/accept-run'
import { DbClock } from './engine/db-clock'
import { ended, testWorld, waiting } from './testing/world'

const world = testWorld()
const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const MB = 1_000_000

/** Resident memory at its highest while the work goes on, over what it was before. */
async function growthDuring(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage.rss()
  let highest = before
  const timer = setInterval(() => {
    highest = Math.max(highest, process.memoryUsage.rss())
  }, 5)
  await work()
  clearInterval(timer)
  return Math.max(highest, process.memoryUsage.rss()) - before
}

/** A run of another flow goes through, however busy the worker is. */
async function expectNeighbourUnaffected(engine: Awaited<ReturnType<typeof world.worker>>, busy: Promise<unknown>): Promise<void> {
  const { start } = await world.flow('t → a → b', { a: set('{{ trigger.n }}'), b: set('{{ steps.a.v }}') })
  const id = await start({ n: 1 })
  await engine.take([id])
  expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  await busy
}

describe('a run that is too much', () => {
  it('of 10,000 steps goes through, and another one beside it', { timeout: 120_000 }, async () => {
    // A hundred rows of a hundred steps each.
    const rows = Array.from({ length: 100 }, (_, row) => ['t', ...Array.from({ length: 100 }, (_, at) => `n${row}x${at}`)].join(' → '))
    const nodes = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`n${Math.floor(at / 100)}x${at % 100}`, set(`step ${at}`)]))
    const { start } = await world.flow(rows.join(', '), nodes)
    const id = await start()
    const engine = await world.worker()
    await engine.take([id])
    await expectNeighbourUnaffected(engine, world.until(id, ended))
    expect(await world.run(id)).toMatchObject({ status: 'succeeded' })
    expect((await world.events(id)).filter(({ type }) => type === 'step.completed')).toHaveLength(10_000)
  })

  it('nested 50 deep goes through', { timeout: 60_000 }, async () => {
    const loops = Array.from({ length: 50 }, (_, depth) => `l${depth}`)
    const inside = Object.fromEntries(loops.map((name, depth) => [name, loops[depth + 1] ?? 'last']))
    const nodes = Object.fromEntries(loops.map((name) => [name, { type: 'flow.for-each', params: { items: '{{ [1] }}', collect: '' } }]))
    const { start } = await world.flow('t → l0', { ...nodes, last: set('{{ trigger.n }}') }, { inside })
    const id = await start({ n: 7 })
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    const deepest = (await world.events(id)).find((event) => event.type === 'step.completed' && event.step.endsWith('/last'))
    expect(deepest).toMatchObject({ output: { v: 7 } })
  })

  it('of code that never ends is stopped in words, and another one beside it goes through', { timeout: 60_000 }, async () => {
    const endless = { type: 'code.javascript', params: { code: 'for (;;);', seconds: 1 } }
    const { start } = await world.flow('t → a', { a: endless })
    const ids = [await start(), await start(), await start()]
    const engine = await world.worker()
    await engine.take(ids)
    await expectNeighbourUnaffected(engine, Promise.all(ids.map((id) => world.until(id, ended))))
    for (const id of ids) expect(await world.run(id)).toMatchObject({ status: 'failed', error: { code: 'code_too_slow' } })
  })

  it('with an expression that would make a gigabyte fails in words, with no memory spent', async () => {
    const doubled = Array.from({ length: 30 }, () => '.replace("a", "aa")').join('')
    const expressions = [`{{ "aaaaaaaaaa"${doubled} }}`, '{{ range(1000000000) }}', '{{ "x".repeat(1000000000) }}']
    for (const expression of expressions) {
      const { start } = await world.flow('t → a', { a: set(expression) })
      const id = await start()
      const engine = await world.worker()
      const growth = await growthDuring(async () => {
        await engine.take([id])
        await world.until(id, ended)
      })
      expect(await world.run(id), expression).toMatchObject({ status: 'failed' })
      expect((await world.run(id)).error?.code, expression).toMatch(/^expression_/)
      expect(growth, expression).toBeLessThan(100 * MB)
    }
  })

  it('with 10 MB going through five steps keeps the journal small', { timeout: 60_000 }, async () => {
    const pass = (from: string) => ({ type: 'data.set', params: { fields: [{ name: 'text', value: `{{ ${from} }}` }] } })
    const { workspaceId, flowId, versionId } = await world.flow('t → a → b → c → d → e', {
      a: pass('trigger.text'),
      b: pass('steps.a.text'),
      c: pass('steps.b.text'),
      d: pass('steps.c.text'),
      e: set('{{ size(steps.d.text) }}'),
    })
    const startedBy = { kind: 'webhook' } as const
    const intake = { workspaceId, flowId, versionId, mode: 'live', triggerNodeId: 't', startedBy } as const
    const { runId: id } = await acceptRun({ ...intake, input: { text: 'x'.repeat(9_900_000) } })
    const [kept] = await world.sql()<{ bytes: number }[]>`select octet_length(input::text) as bytes from run where id = ${id}`
    const engine = await world.worker()
    const growth = await growthDuring(async () => {
      await engine.take([id])
      await world.until(id, ended)
    })
    expect(kept?.bytes).toBeLessThan(1_000)
    expect(await world.run(id)).toMatchObject({ status: 'succeeded' })
    expect(JSON.stringify(await world.events(id)).length).toBeLessThan(10_000)
    expect(growth).toBeLessThan(400 * MB)
  })
})

describe('the settings of a flow', () => {
  it.each([
    ['steps', { maxSteps: 20 }, 'too_many_steps', 'The run took more than 20 steps.'],
    ['megabytes', { maxMegabytes: 1 }, 'too_much_data', 'The run produced more than 1 MB of data.'],
  ])('bound a run by %s', async (_, settings: JsonObject, code, message) => {
    const chain = Array.from({ length: 60 }, (_, at) => `n${at}`)
    const text = 'x'.repeat(100_000)
    const { start, versionId, graph } = await world.flow(
      ['t', ...chain].join(' → '),
      Object.fromEntries(chain.map((name) => [name, set(text)])),
    )
    const bounded = { ...graph, settings: { ...graph.settings, ...settings } }
    await world.sql()`update version set graph = ${world.sql().json(bounded)} where id = ${versionId}`
    const id = await start()
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code, message } })
  })

  it('let a run take longer than dates go, and nobody beside it waits for that', async () => {
    const hour = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } }
    const { start } = await world.flow('t → w', { w: hour }, { runTimeoutMs: 9_000_000_000_000_000 })
    const id = await start()
    const engine = await world.worker()
    await engine.take([id])
    await expectNeighbourUnaffected(engine, world.until(id, waiting))
  })

  it.each([
    ['x', ['a', 'b', 'c', 'd', 'e', 'f', 'w', 'g', 'h', 'i', 'j', 'k', 'l', 'm'], { status: 'failed', error: { code: 'too_much_data' } }],
    // Three bytes each, and a letter all the same, before the wait and after.
    ['字', ['a', 'b', 'c', 'd', 'e', 'f', 'w', 'g', 'h', 'i', 'j'], { status: 'succeeded' }],
  ])('count what was used before a wait: %s', async (letter, chain, end) => {
    const text = letter.repeat(80_000)
    const pause = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } }
    const { start, versionId, graph } = await world.flow(['t', ...chain].join(' → '), {
      ...Object.fromEntries(chain.map((name) => [name, set(text)])),
      w: pause,
    })
    const bounded = { ...graph, settings: { ...graph.settings, maxMegabytes: 1 } }
    await world.sql()`update version set graph = ${world.sql().json(bounded)} where id = ${versionId}`
    const id = await start()
    const engine = await world.worker()
    await engine.take([id])
    await world.until(id, waiting)
    await world.sql()`update wait set fired_at = now() where run_id = ${id}`
    await world.sql()`update run set status = 'queued' where id = ${id}`
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject(end)
  })
})

it('goes by the clock of the database, an hour off or not', async () => {
  const clock = new DbClock()
  const database = new Date(Date.now() + 3_600_000)
  const asked = performance.now()
  clock.set(database, asked, asked)
  expect(Math.abs(clock.now() - database.getTime())).toBeLessThan(1_000)

  const { start } = await world.flow('t → w', { w: { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } } })
  const id = await start()
  const engine = await world.worker()
  // As a machine an hour ahead would see it, were it not told otherwise.
  engine.clock.set(new Date(Date.now() - 3_600_000), performance.now(), performance.now())
  await engine.take([id])
  await world.until(id, waiting)
  const [wait] = await world.sql()<{ wakeAt: Date }[]>`select wake_at as "wakeAt" from wait where run_id = ${id}`
  expect(Math.abs((wait?.wakeAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000)
})
