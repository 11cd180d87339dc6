import { afterAll, expect, it } from 'vitest'
import { newId } from '../../db/id'
import { testDatabase, testWorkspace } from '../../db/testing'
import { closeLiveBus } from '../live/bus'
import { acceptRun } from './accept-run'
import { closeDoorbell } from './ring'

const database = testDatabase()
afterAll(() => Promise.allSettled([closeDoorbell(), closeLiveBus()]))

it('takes what comes with something that can’t be taken, which is refused alone', async () => {
  const sql = database.owner()
  const { id: workspaceId } = await testWorkspace(sql)
  const [flowId, versionId, nobody] = [newId(), newId(), newId()]
  await sql`insert into flow (id, workspace_id, name, created_by) values (${flowId}, ${workspaceId}, 'Test', ${nobody})`
  await sql`insert into version (id, workspace_id, flow_id, kind, graph, hash, created_by)
    values (${versionId}, ${workspaceId}, ${flowId}, 'snapshot', '{}', 'h', ${nobody})`
  const accept = (version: string) =>
    acceptRun({
      workspaceId,
      flowId,
      versionId: version,
      mode: 'live',
      triggerNodeId: 't',
      startedBy: { kind: 'webhook' },
      input: {},
    })
  // As a hook that was there a moment ago, and whose flow is gone.
  const taken = await Promise.allSettled([accept(versionId), accept(newId()), accept(versionId)])
  expect(taken.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await sql`select from run where workspace_id = ${workspaceId}`).toHaveLength(2)
})
