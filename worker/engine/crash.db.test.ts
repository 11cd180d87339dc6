import { describe, expect, it, vi } from 'vitest'
import type { RunEvent } from '@/flow/engine/events'
import type { JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { requeueLostRuns } from '../reconcile/lost-runs'
import { orphanFinder } from '../reconcile/orphans'
import { faultySql } from '../testing/faulty-sql'
import { ended, testWorld, waiting } from '../testing/world'
import { writeAppends } from './flush-statement'
import { MAX_LOSSES } from './limits'

const world = testWorld()

const call = (url: string, method: string, more: JsonObject = {}) => ({ type: 'http.request', params: { method, url, ...more } })
const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })

async function declareDead(runId: string): Promise<void> {
  await world.sql()`update worker set heartbeat_at = now() - interval '1 hour' where id = (select owner from run where id = ${runId})`
  await requeueLostRuns(world.sql(), 1)
}

/** Steps whose result stands in the journal more than once. */
function repeatedSteps(events: readonly RunEvent[]): string[] {
  const finished = events.flatMap((event) => (event.type === 'step.completed' ? [event.step] : []))
  return finished.filter((step, at) => finished.indexOf(step) !== at)
}

async function keyedFlow(url: string) {
  return world.flow(
    't → a → k → each → k2 → end',
    {
      a: set('{{ trigger.n }}'),
      k: call(`${url}/k`, 'PUT'),
      each: { type: 'flow.for-each', params: { items: '{{ [1, 2] }}', collect: '{{ steps.inner.body }}' } },
      inner: call(`${url}/inner`, 'PUT'),
      k2: call(`${url}/k2`, 'PUT'),
      end: set('{{ steps.k2.status }}'),
    },
    { inside: { each: 'inner' } },
  )
}

describe('a worker that dies at any write', () => {
  it.each(['before', 'after'] as const)(
    '%s the commit: another finishes; nothing finished runs twice, keyed effects keep their key',
    async (when) => {
      for (let point = 1; ; point++) {
        const { url, calls } = await world.sink()
        const { start } = await keyedFlow(url)
        const id = await start({ n: 1 })
        const faulty = faultySql(world.sql())
        faulty.crashAt((append) => (append === point ? when : null))
        const doomed = await world.worker(faulty.sql)
        await doomed.take([id])
        const died = await Promise.race([faulty.death.then(() => true), world.until(id, ended).then(() => false)])
        if (died) {
          await declareDead(id)
          await (await world.worker()).take([id])
        }
        expect(await world.until(id, ended), `crash ${when} append ${point}`).toMatchObject({ status: 'succeeded' })
        const events = await world.events(id)
        expect(repeatedSteps(events)).toEqual([])
        const keysOf = (path: string) => new Set(calls.filter((made) => made.path === path).map(({ key }) => key)).size
        expect([keysOf('/k'), keysOf('/inner'), keysOf('/k2')]).toEqual([1, 2, 1])
        if (!died || faulty.appends < point) break
        expect(point).toBeLessThan(50)
      }
    },
  )

  it('an unsafe effect announced and not recorded is left to a person; it was made once', async () => {
    for (const when of ['before', 'after'] as const) {
      const { url, calls } = await world.sink()
      const { start } = await world.flow('t → a → b', { a: call(url, 'POST'), b: set('x') })
      const id = await start()
      const faulty = faultySql(world.sql())
      // The second append holds the result: the first holds start and intent.
      faulty.crashAt((append) => (append === (when === 'before' ? 2 : 1) ? when : null))
      await (await world.worker(faulty.sql)).take([id])
      await faulty.death
      const made = calls.length
      await declareDead(id)
      await (await world.worker()).take([id])
      await world.until(id, waiting)
      expect((await world.events(id)).at(-1)).toMatchObject({ type: 'wait.opened', step: 'a', kind: 'verify' })
      expect(calls.length).toBe(made)
      expect(made).toBe(when === 'before' ? 1 : 0)

      const happened = when === 'before'
      await world.sql()`update wait set fired_at = now(), result = ${world.sql().json({ happened })} where run_id = ${id}`
      await world.sql()`update run set status = 'queued' where id = ${id}`
      await (await world.worker()).take([id])
      expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
      expect(calls.length).toBe(1)
    }
  })
})

describe('fencing', () => {
  it('a worker that was stopped and resumed writes nothing after another took over', async () => {
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const { url, calls } = await world.sink(async (_, count) => {
      if (count === 1) await answered
      return 200
    })
    const { start } = await world.flow('t → k → b', { k: call(url, 'PUT'), b: set('{{ steps.k.body.count }}') })
    const id = await start()
    const faulty = faultySql(world.sql())
    const stopped = await world.worker(faulty.sql)
    await stopped.take([id])
    await world.until(id, ({ nextSeq }) => nextSeq > 2)
    faulty.pause()
    await declareDead(id)
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', epoch: 2 })
    const before = await world.events(id)

    const written = faulty.appends
    answer()
    faulty.resume()
    await stopped.stop(5_000)
    expect(faulty.appends).toBeGreaterThan(written)
    expect(await world.events(id)).toEqual(before)
    expect(calls).toHaveLength(2)
  })

  it('a worker that comes back takes its loss off the run: it was not killed by it', async () => {
    let answer = () => {}
    const answered = new Promise<void>((resolve) => {
      answer = resolve
    })
    const { url } = await world.sink(async () => {
      await answered
      return 200
    })
    const { start } = await world.flow('t → k', { k: call(url, 'PUT') })
    const id = await start()
    const stopped = await world.worker()
    await stopped.take([id])
    await world.until(id, ({ nextSeq }) => nextSeq > 2)
    await declareDead(id)
    expect(await world.run(id)).toMatchObject({ status: 'queued', losses: 1 })
    answer()
    await stopped.stop(5_000)
    expect(await world.run(id)).toMatchObject({ status: 'queued', losses: 0 })
  })

  it('a worker whose heartbeat is late goes on with what is still its own', async () => {
    const { url, calls } = await world.sink()
    const { start } = await world.flow('t → k', { k: call(url, 'POST') })
    const id = await start()
    const worker = await world.worker()
    const real = performance.now.bind(performance)
    const later = vi.spyOn(performance, 'now').mockImplementation(() => real() + 8_000)
    await worker.take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', epoch: 1 })
    later.mockRestore()
    expect(calls).toHaveLength(1)
  })

  it.each([
    ['another worker owns it', { owner: newId() }],
    ['it was claimed again', { epoch: 2 }],
    ['its journal ends elsewhere', { next_seq: 4 }],
  ])('an append changes nothing when %s', async (_, now) => {
    const { start, workspaceId } = await world.flow('t → a', { a: set('x') })
    const id = await start()
    const owner = newId()
    const sql = world.sql()
    await sql`update run set status = 'running', owner = ${owner}, epoch = 1, next_seq = 1 where id = ${id}`
    await sql`update run set ${sql(now)} where id = ${id}`
    const before = await sql`select * from run where id = ${id}`
    const append = {
      runId: id,
      workspaceId,
      epoch: 1,
      seq: 1,
      count: 1,
      entries: ['{}'],
      progress: true,
      status: 'succeeded' as const,
      opened: [],
      closed: [],
    }
    expect(await writeAppends(sql, owner, [append])).toEqual(new Map())
    expect(await sql`select * from run where id = ${id}`).toEqual(before)
    expect(await world.events(id)).toEqual([])
  })

  it('two workers asked for the same runs take each once', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const ids = await Promise.all(Array.from({ length: 40 }, () => start()))
    const [one, two] = [await world.worker(), await world.worker()]
    await Promise.all([one.take(ids), two.take(ids), one.takeFairly(), two.takeFairly()])
    for (const id of ids) {
      expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', epoch: 1 })
      expect(repeatedSteps(await world.events(id))).toEqual([])
    }
  })
})

describe('a lost connection', () => {
  it('whose commit was not answered is looked up, not written twice', async () => {
    const { start } = await world.flow('t → a → b', { a: set('1'), b: set('2') })
    const id = await start()
    const real = world.sql()
    let lost = 0
    const flaky = new Proxy(real, {
      async apply(target, self, args: [TemplateStringsArray, ...unknown[]]) {
        const rows = await Reflect.apply(target, self, args)
        if (args[0].join('').includes('insert into journal') && lost++ === 0)
          throw Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' })
        return rows
      },
    })
    // Fragments must stay what they are: only statements are awaited.
    const fragile = new Proxy(real, {
      apply: (target, self, args: [TemplateStringsArray, ...unknown[]]) =>
        Reflect.apply(args[0].join('').includes('insert into journal') ? flaky : target, self, args),
    })
    await (await world.worker(fragile)).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded', epoch: 1 })
    expect(lost).toBeGreaterThan(0)
    expect(repeatedSteps(await world.events(id))).toEqual([])
  })
})

describe('quarantine', () => {
  it('ends a run that can’t even begin, so that it is not claimed and lost for ever', async () => {
    const { start } = await world.flow('t → a', { a: { type: 'data.set', params: {} } })
    const id = await start()
    // Of no step at all.
    await world.sql()`insert into journal (run_id, seq, workspace_id, epoch, events)
      select id, 1, workspace_id, 1, '[{"type":"step.started","at":1,"attempt":1}]' from run where id = ${id}`
    await world.sql()`update run set next_seq = 2 where id = ${id}`
    const engine = await world.worker()
    const find = orphanFinder(world.sql(), engine.id, () => engine.inHand, 0)
    for (let loss = 1; loss <= MAX_LOSSES; loss++) {
      await expect(engine.take([id])).rejects.toThrow(TypeError)
      await find()
      expect(await find()).toEqual([id])
    }
    await engine.take([id])
    expect(await world.run(id)).toMatchObject({ status: 'failed', error: { code: 'quarantined' } })
  })

  it('stops a run that brought its worker down again and again, in plain words', async () => {
    const { start } = await world.flow('t → a', { a: set('x') })
    const id = await start()
    for (let loss = 1; loss <= MAX_LOSSES; loss++) {
      const faulty = faultySql(world.sql())
      faulty.crashAt(() => 'before')
      await (await world.worker(faulty.sql)).take([id])
      await faulty.death
      await declareDead(id)
      expect(await world.run(id)).toMatchObject({ status: 'queued', losses: loss })
    }
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code: 'quarantined' } })
  })
})
