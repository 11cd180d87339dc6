import type postgres from 'postgres'
import { describe, expect, it } from 'vitest'
import type { Node } from '@/flow/graph/graph'
import { newId } from '@/server/db/id'
import { setFlowPaused } from '@/server/services/flows/set-paused'
import { liveBus } from '@/server/services/live/bus'
import { startWorker } from '../start'
import { ended, testWorld, waiting } from '../testing/world'
import { accountLine, letIn } from './account-line'
import { claimedRun } from './testing/claimed-run'

const world = testWorld()

type Flow = Awaited<ReturnType<typeof world.flow>>

/** An account that so many may use at once, and a node that uses it. */
async function limited(
  { workspaceId, workspace }: Pick<Flow, 'workspaceId' | 'workspace'>,
  connectionId: string,
  most: number,
): Promise<void> {
  await world.sql()`insert into connection (id, workspace_id, connector, name, kind, sealed, allowed_hosts, created_by)
    values (${connectionId}, ${workspaceId}, 'mail', 'Mails', 'sandbox', '', '{}', ${workspace.owner.userId})`
  await world.sql()`insert into lane (workspace_id, id, kind, most) values (${workspaceId}, ${connectionId}, 'connection', ${most})`
}

const send = (connectionId: string): Partial<Node> => ({
  type: 'mail.send',
  params: { to: 'somebody@example.test', subject: 'Hello', text: 'Hello' },
  connectionId,
})

describe('an account that only so many may use at once', () => {
  it('makes a step wait for its turn without a worker, and lets it in when there is one', async () => {
    const connectionId = newId()
    const flow = await world.flow('t → a', { a: send(connectionId) })
    await limited(flow, connectionId, 1)
    const other = await world.worker()
    const first = await flow.start()
    await world.sql()`update run set status = 'running', owner = ${other.id} where id = ${first}`
    await world.sql()`insert into turn (run_id, step, workspace_id, connection_id, worker_id)
      values (${first}, 'a', ${flow.workspaceId}, ${connectionId}, ${other.id})`
    const id = await flow.start()
    const worker = await world.worker()
    await worker.take([id])
    await world.until(id, waiting)
    expect((await world.events(id)).at(-1)).toMatchObject({ type: 'wait.opened', step: 'a', kind: 'turn' })
    expect(worker.inHand).toEqual([])
    await letIn(world.sql(), await liveBus())
    expect(await world.run(id)).toMatchObject({ status: 'waiting' })

    // It ended, and its worker could not say that its turn is over.
    await world.sql()`update run set status = 'succeeded', owner = null, finished_at = now() where id = ${first}`
    await letIn(world.sql(), await liveBus())
    await worker.take([id])
    expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(await world.sql()`select from turn`).toEqual([])
    expect((await world.events(id)).filter(({ type }) => type === 'effect.announced')).toHaveLength(1)
  })

  it('gives a turn that becomes free to whoever waits, not to who comes just then', async () => {
    const connectionId = newId()
    const flow = await world.flow('t → a', { a: send(connectionId) })
    await limited(flow, connectionId, 1)
    const worker = await world.worker()
    const busy = await flow.start()
    await world.sql()`update run set status = 'running', owner = ${worker.id} where id = ${busy}`
    await world.sql()`insert into turn (run_id, step, workspace_id, connection_id, worker_id)
      values (${busy}, 'a', ${flow.workspaceId}, ${connectionId}, ${worker.id})`
    const patient = await flow.start()
    await worker.take([patient])
    await world.until(patient, waiting)
    await world.sql()`update run set status = 'succeeded', owner = null, finished_at = now() where id = ${busy}`
    // It is free, and nobody has told those who wait.
    const late = await flow.start()
    await worker.take([late])
    expect(await world.until(late, (row) => ended(row) || waiting(row))).toMatchObject({ status: 'waiting' })
    await letIn(world.sql(), await liveBus())
    expect(await world.run(late)).toMatchObject({ status: 'waiting' })
    await worker.take([patient])
    expect(await world.until(patient, ended)).toMatchObject({ status: 'succeeded' })
    await worker.take([late])
    expect(await world.until(late, ended)).toMatchObject({ status: 'succeeded' })
  })

  it('lets nobody wait behind steps of a paused flow, which stand in line again once it goes on', async () => {
    const connectionId = newId()
    const paused = await world.flow('t → a', { a: send(connectionId) })
    const other = await world.flow('t → a', { a: send(connectionId) }, { workspace: paused.workspace })
    await limited(paused, connectionId, 1)
    const worker = await world.worker()
    const busy = await other.start()
    await world.sql()`update run set status = 'running', owner = ${worker.id} where id = ${busy}`
    await world.sql()`insert into turn (run_id, step, workspace_id, connection_id, worker_id)
      values (${busy}, 'a', ${other.workspaceId}, ${connectionId}, ${worker.id})`
    const before = [await paused.start(), await paused.start(), await paused.start()]
    const behind = await other.start()
    for (const id of [...before, behind]) {
      await worker.take([id])
      await world.until(id, waiting)
    }
    const actor = paused.workspace.operator
    await setFlowPaused({ actor }, { id: paused.flowId, paused: true })
    await world.sql()`update run set status = 'succeeded', owner = null, finished_at = now() where id = ${busy}`
    await letIn(world.sql(), await liveBus())
    expect(await world.run(behind)).toMatchObject({ status: 'queued' })
    await worker.take([behind, ...before])
    expect(await world.until(behind, ended)).toMatchObject({ status: 'succeeded' })
    for (const id of before) expect(await world.run(id)).toMatchObject({ status: 'queued', owner: null })

    await setFlowPaused({ actor }, { id: paused.flowId, paused: false })
    const { stop } = await startWorker()
    for (const id of before) expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    await stop()
  })

  it('forgets the turns of a worker that is dead, and serves all in the end', async () => {
    const connectionId = newId()
    const flow = await world.flow('t → a', { a: send(connectionId) })
    await limited(flow, connectionId, 1)
    await world.sql()`insert into turn (run_id, step, workspace_id, connection_id, worker_id)
      values (${newId()}, 'a', ${flow.workspaceId}, ${connectionId}, ${newId()})`
    const ids = [await flow.start(), await flow.start(), await flow.start()]
    const { stop } = await startWorker()
    for (const id of ids) expect(await world.until(id, ended)).toMatchObject({ status: 'succeeded' })
    expect(await world.sql()`select from turn where run_id = any(${ids}::uuid[])`).toEqual([])
    await stop()
  })

  it('lets the next one in also when the database was away as a turn ended, and its run goes on for long', async () => {
    const connectionId = newId()
    const flow = await world.flow('t → a', { a: send(connectionId) })
    await limited(flow, connectionId, 1)
    const worker = await world.worker()
    const [busy, patient] = [await flow.start(), await flow.start()]
    await world.sql()`update run set status = 'running', owner = ${worker.id} where id = ${busy}`
    const run = claimedRun({ id: busy, workspaceId: flow.workspaceId })
    const line = accountLine(cutOnce(world.sql(), 'delete from turn where run_id'), await liveBus(), worker.id, run)
    expect(await line.enter(connectionId, 'a')).toBe('in')
    await worker.take([patient])
    await world.until(patient, waiting)
    await line.leave(connectionId, 'a')
    expect(await world.run(busy)).toMatchObject({ status: 'running' })
    expect(await world.run(patient)).toMatchObject({ status: 'queued' })
    await worker.take([patient])
    expect(await world.until(patient, ended)).toMatchObject({ status: 'succeeded' })
  })
})

/** The connection breaks at the first statement of this kind. */
function cutOnce(sql: postgres.Sql, words: string): postgres.Sql {
  let isWhole = true
  return new Proxy(sql, {
    apply(target, self, args) {
      if (!isWhole || !String(args[0]).includes(words)) return Reflect.apply(target, self, args)
      isWhole = false
      return Promise.reject(Object.assign(new Error('write CONNECTION_CLOSED'), { code: 'CONNECTION_CLOSED' }))
    },
  })
}
