import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../db/id'
import { testDatabase, testWorkspace } from '../../db/testing'
import { closeLiveBus } from '../live/bus'
import { acceptRun } from './accept-run'
import { closeDoorbell, ring } from './ring'

const database = testDatabase()

// Nobody listens there: the queue and the bus are down from the start.
beforeAll(() => {
  Object.assign(process.env, { REDIS_URL: 'redis://127.0.0.1:1', LOG_LEVEL: 'silent' })
})
afterAll(async () => {
  await Promise.allSettled([closeDoorbell(), closeLiveBus()])
})

it('accepts a run while the doorbell is down, and owes the ring', async () => {
  const sql = database.owner()
  const { id: workspaceId } = await testWorkspace(sql)
  const [flowId, versionId, nobody] = [newId(), newId(), newId()]
  await sql`insert into flow (id, workspace_id, name, created_by) values (${flowId}, ${workspaceId}, 'Test', ${nobody})`
  await sql`insert into version (id, workspace_id, flow_id, kind, graph, hash, created_by)
    values (${versionId}, ${workspaceId}, ${flowId}, 'snapshot', '{}', 'h', ${nobody})`
  const { runId } = await acceptRun({
    workspaceId,
    flowId,
    versionId,
    mode: 'live',
    triggerNodeId: 't',
    startedBy: { kind: 'member', userId: nobody },
    input: {},
  })
  await ring([{ id: runId, workspaceId }])
  expect(await sql`select status, rung_at from run where id = ${runId}`).toEqual([{ status: 'queued', rung_at: null }])
})
