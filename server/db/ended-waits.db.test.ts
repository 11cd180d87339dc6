import { expect, it } from 'vitest'
import { newId } from './id'
import { olderDatabase } from './older-database'
import { testWorkspace } from './testing'

/** Until then a run could end and leave a wait open. */
const database = olderDatabase('0023_ended_waits')
const nobody = newId()

it('takes what ended runs ask off the desk, tells nobody of it, and leaves what still waits', async () => {
  const sql = database.sql()
  const { id: workspaceId } = await testWorkspace(sql, 'One')
  const [flowId, versionId] = [newId(), newId()]
  await sql`insert into flow (id, workspace_id, name, created_by) values (${flowId}, ${workspaceId}, 'Flow', ${nobody})`
  await sql`insert into version (id, workspace_id, flow_id, kind, number, graph, hash, created_by)
    values (${versionId}, ${workspaceId}, ${flowId}, 'published', 1, '{}', 'x', ${nobody})`
  const ask = async (status: 'waiting' | 'failed'): Promise<string> => {
    const [runId, waitId] = [newId(), newId()]
    await sql`insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, finished_at)
      values (${runId}, ${workspaceId}, ${flowId}, ${versionId}, 'live', ${status}, 't', '{"kind":"schedule"}', '{}',
        ${status === 'failed' ? new Date() : null})`
    await sql`insert into wait (id, workspace_id, run_id, step, kind, tell)
      values (${waitId}, ${workspaceId}, ${runId}, 'ask', 'approval', 'question')`
    return waitId
  }
  const [ghost, open] = [await ask('failed'), await ask('waiting')]

  await database.migrateOn()
  const [over] = await sql`select fired_at, closed_at, tell from wait where id = ${ghost}`
  expect(over).toMatchObject({ fired_at: expect.any(Date), closed_at: expect.any(Date), tell: null })
  const [asked] = await sql`select fired_at, closed_at, tell from wait where id = ${open}`
  expect(asked).toEqual({ fired_at: null, closed_at: null, tell: 'question' })
})
