import { afterAll, expect, it, vi } from 'vitest'
import { inWorkspace } from '../../db/tenancy'
import { testDatabase } from '../../db/testing'
import { getFlow } from '../flows/get'
import { setFlowLane } from '../flows/set-lane'
import { closeDoorbell } from '../intake/ring'
import { emptyFlow } from '../testing'
import { changeLane } from './change-lane'

const database = testDatabase()
afterAll(closeDoorbell)

it('loses nothing of what two people say of a flow at the same moment', async () => {
  const sql = database.owner()
  const { workspace, flowId } = await emptyFlow(sql)
  const call = { actor: workspace.operator }
  const { changing } = await inWorkspace(workspace.id, async (tx) => {
    await changeLane(tx, { workspaceId: workspace.id, id: flowId, kind: 'flow' }, { paused: true })
    const changing = setFlowLane(call, { id: flowId, priority: 'high', most: 3 })
    const waits = () => sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await vi.waitFor(async () => expect(await waits()).toHaveLength(1), { timeout: 20_000 })
    return { changing } // a promise by itself would be waited for
  })
  await changing
  expect(await getFlow(call, { id: flowId })).toMatchObject({ paused: true, priority: 'high', most: 3 })
})
