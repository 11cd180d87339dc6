import { describe, expect, it } from 'vitest'
import type { Node } from '@/flow/graph/graph'
import { newId } from '@/server/db/id'
import { cancelRun } from '@/server/services/runs/cancel'
import { continueRun } from '@/server/services/runs/continue'
import { lookAhead } from '@/server/services/runs/look-ahead'
import { hashOf } from '@/server/services/versions/hash'
import { endOverdueCancels } from '../reconcile/overdue-cancels'
import { faultySql } from '../testing/faulty-sql'
import { ended, testWorld, waiting } from '../testing/world'

const world = testWorld()

const call = (url: string, method: 'PUT' | 'POST' = 'PUT'): Partial<Node> => ({
  type: 'http.request',
  params: { method, url, send: 'json', json: { from: 'test' } },
})
const set = (value: string): Partial<Node> => ({ type: 'data.set', params: { fields: [{ name: 'x', value }] } })

describe('a run that goes on where another failed', () => {
  it('takes over what was done and tries the rest, with the key the other side may know', async () => {
    const { url, calls } = await world.sink((_, count) => (count === 2 ? 400 : 200))
    const { start, workspace } = await world.flow('t → a → pay → book → end', {
      a: set('{{ trigger.total }}'),
      pay: call(`${url}/pay`),
      book: call(`${url}/book`),
      end: set('{{ steps.a.x }} {{ steps.pay.body.count }} {{ steps.book.body.count }}'),
    })
    const id = await start({ total: 7 })
    await (await world.worker()).take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed' })

    const actor = workspace.operator
    const look = await lookAhead({ actor }, { id, fromStep: 'book' })
    expect(look).toMatchObject({ repeated: [], dropped: [], unverified: [] })
    expect(look.reused.map(({ nodeId }) => nodeId)).toEqual(['a', 'pay'])
    expect(look.next).toEqual([{ nodeId: 'book', label: 'book', count: 1, effect: true }])

    const { runId } = await continueRun({ actor }, { id, fromStep: 'book' })
    await (await world.worker()).take([runId])
    expect(await world.until(runId, ended)).toMatchObject({ status: 'succeeded' })
    expect(calls.map(({ path }) => path)).toEqual(['/pay', '/book', '/book'])
    expect(calls[2]?.key).toBe(calls[1]?.key)
    const events = await world.events(runId)
    expect(events[0]).toMatchObject({ type: 'run.continued', of: id, from: 'book' })
    expect(events).toContainEqual(expect.objectContaining({ type: 'step.completed', step: 'end', output: { x: '7 1 3' } }))
  })

  it('repeats on purpose what a person chose, under a key of its own', async () => {
    const { url, calls } = await world.sink()
    const { start, workspace } = await world.flow('t → pay → end', { pay: call(url), end: set('x') })
    const id = await start()
    await (await world.worker()).take([id])
    await world.until(id, ended)
    const { runId } = await continueRun({ actor: workspace.operator }, { id, fromStep: 'pay' })
    await (await world.worker()).take([runId])
    await world.until(runId, ended)
    expect(calls).toHaveLength(2)
    expect(calls[1]?.key).not.toBe(calls[0]?.key)
  })

  it('changes once what the flow keeps, when that run had changed it and could not say so any more', async () => {
    const { start, workspace } = await world.flow('t → count', { count: { type: 'state.increment', params: { key: 'n', by: 1 } } })
    const actor = workspace.operator
    /** Its worker dies before the step is known to be done, and somebody cancels it. */
    const cutShort = async (id: string, atWrite: number) => {
      const faulty = faultySql(world.sql())
      faulty.crashAt((write) => (write === atWrite ? 'before' : null))
      await (await world.worker(faulty.sql)).take([id])
      await faulty.death
      await cancelRun({ actor }, { id })
      await world.sql()`update run set cancel_requested_at = now() - interval '1 hour' where id = ${id}`
      await endOverdueCancels(world.sql())
      return (await continueRun({ actor }, { id })).runId
    }
    const second = await cutShort(await start(), 2)
    const third = await cutShort(second, 3)
    await (await world.worker()).take([third])
    expect(await world.until(third, ended)).toMatchObject({ status: 'succeeded' })
    expect(await world.events(third)).toContainEqual(expect.objectContaining({ type: 'step.completed', output: { value: 1, before: 0 } }))
    const again = await continueRun({ actor }, { id: third, fromStep: 'count' })
    await (await world.worker()).take([again.runId])
    await world.until(again.runId, ended)
    expect(await world.events(again.runId)).toContainEqual(
      expect.objectContaining({ type: 'step.completed', output: { value: 2, before: 1 } }),
    )
  })

  it('does nothing at all when what that run did was removed in the meantime', async () => {
    const { url, calls } = await world.sink()
    const { start, workspace } = await world.flow('t → pay → stop', {
      pay: call(url),
      stop: { type: 'flow.stop', params: { message: 'x' } },
    })
    const id = await start()
    await (await world.worker()).take([id])
    await world.until(id, ended)
    const { runId } = await continueRun({ actor: workspace.operator }, { id })
    await world.sql()`update run set details_removed_at = now(), input = 'null' where id = ${id}`
    await world.sql()`delete from journal where run_id = ${id}`
    await (await world.worker()).take([runId])
    expect(await world.until(runId, ended)).toMatchObject({ status: 'failed', error: { code: 'nothing_to_continue' } })
    expect(calls).toHaveLength(1)
  })

  it('uses another version where it is told to', async () => {
    const { start, workspace, workspaceId, flowId, graph } = await world.flow('t → a → b', {
      a: set('{{ 1 + 1 }}'),
      b: set('{{ trigger.nope }}'),
    })
    const id = await start({})
    await (await world.worker()).take([id])
    await world.until(id, ended)
    const mended = { ...graph, nodes: graph.nodes.map((node) => (node.id === 'b' ? { ...node, ...set('{{ steps.a.x }}') } : node)) }
    const versionId = newId()
    const by = workspace.owner.userId
    await world.sql()`insert into version (id, workspace_id, flow_id, kind, number, graph, hash, created_by)
      values (${versionId}, ${workspaceId}, ${flowId}, 'published', 2, ${world.sql().json(mended)}, ${hashOf(mended)}, ${by})`
    const { runId } = await continueRun({ actor: workspace.operator }, { id, on: versionId })
    await (await world.worker()).take([runId])
    expect(await world.until(runId, ended)).toMatchObject({ status: 'succeeded' })
    expect((await world.events(runId)).filter(({ type }) => type === 'step.started')).toMatchObject([{ step: 'b' }])
  })

  it('is refused while the run is going on, and for a step that is not there', async () => {
    const { start, workspace } = await world.flow('t → a', { a: { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } } })
    const id = await start()
    const worker = await world.worker()
    await worker.take([id])
    await world.until(id, waiting)
    const call = { actor: workspace.operator }
    await expect(continueRun(call, { id })).rejects.toMatchObject({ code: 'conflict' })
    await cancelRun(call, { id })
    await worker.take([id])
    await world.until(id, ended)
    await expect(continueRun(call, { id, fromStep: 'nobody' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(continueRun(call, { id, on: 'draft' })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('fails in plain words when what it goes on from is another workspace’s', async () => {
    const theirs = await world.flow('t → a', { a: set('secret') })
    const theirRun = await theirs.start()
    const ours = await world.flow('t → a', { a: set('x') })
    const id = await ours.start()
    const worker = await world.worker()
    await worker.take([theirRun])
    await world.until(theirRun, ended)
    await world.sql()`update run set continues_run_id = ${theirRun} where id = ${id}`
    await worker.take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'failed', error: { code: 'nothing_to_continue' } })
  })
})
