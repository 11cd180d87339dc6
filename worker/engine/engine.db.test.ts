import { describe, expect, it } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { ended, testWorld, waiting } from '../testing/world'

const world = testWorld()

const set = (...pairs: [string, string | number][]) => ({
  type: 'data.set',
  params: { fields: pairs.map(([name, value]) => ({ name, value })) },
})
const post = (url: string, more: JsonObject = {}) => ({
  type: 'http.request',
  params: { method: 'POST', url, send: 'json', json: { from: 'test' }, ...more },
})

describe('a run', () => {
  it('goes from accepted to its end: branch, join, mappings', async () => {
    const { start } = await world.flow('t → a → if, if -yes→ big → end, if -no→ small → end', {
      a: set(['total', '{{ trigger.total * 2 }}']),
      if: { type: 'logic.condition', params: { rules: [{ left: '{{ steps.a.total }}', operator: 'over', right: 1000 }] } },
      big: set(['size', 'big']),
      small: set(['size', 'small']),
      end: set(['said', 'It is {{ steps.big.size }}']),
    })
    const id = await start({ total: 600 })
    const engine = await world.worker()
    await engine.take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', error: null, owner: null, epoch: 1 })
    const events = await world.events(id)
    expect(events).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'end', output: { said: 'It is big' } }))
    expect(events).toContainEqual(expect.objectContaining({ type: 'step.skipped', step: 'small' }))
    expect(events.at(-1)).toMatchObject({ type: 'run.succeeded' })
  })

  it('repeats the inside of a loop for every item and hands on what was collected', async () => {
    const { start } = await world.flow(
      't → each → end',
      {
        each: { type: 'flow.for-each', params: { items: '{{ trigger }}', concurrency: 2, collect: '{{ steps.double.n }}' } },
        double: set(['n', '{{ item * 2 + index }}']),
        end: set(['all', '{{ steps.each }}']),
      },
      { inside: { each: 'double' } },
    )
    const id = await start([1, 2, 3])
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(await world.events(id)).toContainEqual(
      expect.objectContaining({ type: 'step.completed', step: 'end', output: { all: [2, 5, 8] } }),
    )
  })

  it.each([
    ['missing data', set(['x', '{{ trigger.nope }}']), 'expression_missing'],
    ['settings that do not fit', { type: 'flow.wait', params: { mode: 'for', amount: 'many' } }, 'invalid_input'],
    ['an unknown type', { type: 'acme.dance', params: {} }, 'unknown_type'],
    ['stop with an error', { type: 'flow.stop', params: { message: 'No total.' } }, 'stopped'],
  ])('fails in plain words: %s', async (_, node, code) => {
    const { start } = await world.flow('t → a', { a: node })
    const id = await start({})
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code, stepName: 'a' } })
  })

  it('goes on over its error port', async () => {
    const { start } = await world.flow('t → a -error→ b', {
      a: { type: 'flow.stop', params: { message: 'No total.' }, onError: 'branch' },
      b: set(['was', '{{ steps.a.error.message }}']),
    })
    const id = await start()
    await (await world.worker()).take([id])
    await world.until(id, ended)
    expect(await world.events(id)).toContainEqual(expect.objectContaining({ step: 'b', output: { was: 'No total.' } }))
  })

  it('keeps large values out of the journal and still maps them', async () => {
    const { start } = await world.flow('t → a → b', {
      a: set(['text', '{{ trigger.text }}']),
      b: set(['length', '{{ size(steps.a.text) }}']),
    })
    const id = await start({ text: 'x'.repeat(400_000) })
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    const events = await world.events(id)
    expect(JSON.stringify(events).length).toBeLessThan(3_000)
    expect(events).toContainEqual(expect.objectContaining({ step: 'b', output: { length: 400_000 } }))
  })

  it('leaves memory while it waits, and takes up again when the wait is over', async () => {
    const { start } = await world.flow('t → w → b', {
      w: { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } },
      b: set(['until', '{{ steps.w.until }}']),
    })
    const id = await start()
    const engine = await world.worker()
    await engine.take([id])
    await world.until(id, waiting)
    expect(engine.inHand).toEqual([])
    await world.sql()`update wait set fired_at = now() where run_id = ${id}`
    await world.sql()`update run set status = 'queued' where id = ${id}`
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', epoch: 2 })
    expect(await world.sql()`select from wait where run_id = ${id} and closed_at is null`).toHaveLength(0)
  })

  it('stays within its time', async () => {
    const { start } = await world.flow(
      't → w',
      { w: { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } } },
      { runTimeoutMs: 60_000 },
    )
    const id = await start()
    const engine = await world.worker()
    await engine.take([id])
    await world.until(id, waiting)
    expect(await world.sql()`select from wait where run_id = ${id} and step = '' and wake_at < now() + interval '61 seconds'`).toHaveLength(
      1,
    )
    await world.sql()`update run set status = 'queued', started_at = now() - interval '61 seconds' where id = ${id}`
    await engine.take([id])
    const message = 'The run took longer than 1 minute, the most its flow allows.'
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code: 'took_too_long', stepName: 'w', message } })
  })

  it('stays within its time also when a step does not', async () => {
    let answer = () => {}
    const answered = new Promise<number>((resolve) => {
      answer = () => resolve(200)
    })
    const { url } = await world.sink(() => answered)
    const { start } = await world.flow('t → a → b', { a: post(url), b: set(['v', 1]) }, { runTimeoutMs: 5_000 })
    const id = await start()
    await (await world.worker()).take([id])
    const message = 'The run took longer than 5 seconds, the most its flow allows.'
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code: 'took_too_long', stepName: 'a', message } })
    answer()
    expect((await world.events(id)).map(({ type }) => type)).toEqual(['step.started', 'effect.announced', 'run.failed'])
  })

  it('that ends in the breath in which it asked somebody leaves nobody a question', async () => {
    const { start } = await world.flow('t → w, t → s', {
      w: { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } },
      s: { type: 'flow.stop', params: { message: 'No.' } },
    })
    const engine = await world.worker()
    for (let round = 0; round < 3; round++) {
      const id = await start()
      await engine.take([id])
      expect(await world.until(id, ended)).toMatchObject({ status: 'failed' })
      expect((await world.events(id)).map(({ type }) => type)).toContain('wait.opened')
      expect(await world.sql()`select from wait where run_id = ${id} and closed_at is null`).toHaveLength(0)
    }
  })

  it('that may take a year does not spin while a step takes its time', async () => {
    const warnings: string[] = []
    const hear = ({ name }: Error) => warnings.push(name)
    process.on('warning', hear)
    let answer = () => {}
    let ask = () => {}
    const asked = new Promise<void>((resolve) => {
      ask = resolve
    })
    const { url } = await world.sink(() => {
      ask()
      return new Promise<number>((resolve) => {
        answer = () => resolve(200)
      })
    })
    const { start } = await world.flow('t → a, t → b', { a: post(url), b: set(['v', 1]) }, { runTimeoutMs: 365 * 86_400_000 })
    const id = await start()
    await (await world.worker()).take([id])
    await asked
    answer()
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    process.off('warning', hear)
    expect(warnings).not.toContain('TimeoutOverflowWarning')
  })
})

describe('a run that a newer KAOS has worked on', () => {
  it('is left to a newer one, however often an older one meets it, and loses nothing', async () => {
    const { start } = await world.flow('t → w → a', {
      w: { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } },
      a: set(['v', 1]),
    })
    const sql = world.sql()
    const engine = await world.worker()
    const id = await start()
    await engine.take([id])
    await world.until(id, waiting)
    const { nextSeq } = await world.run(id)
    const unheardOf = [{ type: 'step.admired', at: 1, step: 'w', attempt: 1 }]
    await sql`insert into journal (run_id, seq, workspace_id, epoch, events) select id, next_seq, workspace_id, epoch, ${sql.json(unheardOf)} from run where id = ${id}`
    await sql`update wait set fired_at = now() where run_id = ${id}`
    const again = () => sql`update run set status = 'queued', next_seq = ${nextSeq + 1} where id = ${id}`
    for (let round = 0; round < 5; round++) {
      await again()
      await engine.take([id])
      expect(await world.until(id, waiting)).toMatchObject({ losses: 0, owner: null, nextSeq: nextSeq + 1 })
      const open = await sql`select step, wake_at > now() as later from wait where run_id = ${id} and closed_at is null order by step`
      expect(open).toEqual([
        { step: '', later: true },
        { step: 'w', later: true },
      ])
    }
    // A newer one has the word for it.
    await sql`update journal set events = ${sql.json([{ type: 'run.moved', at: 1, from: 'x', to: 'y' }])} where run_id = ${id} and seq = ${nextSeq}`
    await again()
    await engine.take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', losses: 0 })
    expect(await sql`select from wait where run_id = ${id} and closed_at is null`).toHaveLength(0)
  })
})

describe('effects', () => {
  it('are announced before and recorded after, with one key over all attempts', async () => {
    const { url, calls } = await world.sink((_, count) => (count === 1 ? 503 : 200))
    const { start } = await world.flow('t → a', { a: { ...post(url), retry: { attempts: 2, delayMs: 0, factor: 1 } } })
    const id = await start()
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    const types = (await world.events(id)).map(({ type }) => type)
    expect(types).toEqual([
      'step.started',
      'effect.announced',
      'step.failed',
      'step.started',
      'effect.announced',
      'step.completed',
      'run.succeeded',
    ])
    expect(calls).toHaveLength(2)
    expect(calls[0]?.key).toBeTruthy()
    expect(calls[1]?.key).toBe(calls[0]?.key)
  })

  it('are tried again when it is time, whatever else is still under way', async () => {
    let triedAgain = () => {}
    const again = new Promise<void>((resolve) => {
      triedAgain = resolve
    })
    let tries = 0
    const { url } = await world.sink(async ({ url }) => {
      if (url === '/slow') {
        await again
        return 200
      }
      if (++tries === 1) return 503
      triedAgain()
      return 200
    })
    const retry = { attempts: 2, delayMs: 100, factor: 1 }
    const { start } = await world.flow('t → a, t → b', { a: post(`${url}/slow`), b: { ...post(`${url}/quick`), retry } })
    const id = await start()
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
  })

  it('cut short and unsafe are left to a person, not repeated', async () => {
    const { url, calls } = await world.sink(() => 0)
    const { start } = await world.flow('t → a', { a: post(url) })
    const id = await start()
    await (await world.worker()).take([id])
    await world.until(id, waiting)
    expect(calls).toHaveLength(1)
    expect((await world.events(id)).at(-1)).toMatchObject({ type: 'wait.opened', kind: 'verify' })
  })

  it('cut short and repeatable are repeated', async () => {
    const { url, calls } = await world.sink((_, count) => (count === 1 ? 0 : 200))
    const retry = { attempts: 3, delayMs: 0, factor: 1 }
    const { start } = await world.flow('t → a', { a: { ...post(url, { repeatable: true }), retry } })
    const id = await start()
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(new Set(calls.map(({ key }) => key)).size).toBe(1)
  })
})
