import { afterAll, expect, it, vi } from 'vitest'
import { newId } from '../../db/id'
import { inWorkspace } from '../../db/tenancy'
import { testDatabase } from '../../db/testing'
import { getFlow } from '../flows/get'
import { setFlowLane } from '../flows/set-lane'
import { addRun } from '../intake/add-run'
import { closeDoorbell } from '../intake/ring'
import { draw, emptyFlow, smallGraph } from '../testing'
import { publishVersion } from '../versions/publish'
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

it('leaves tests in front, however the runs of their flow are ranked', async () => {
  const sql = database.owner()
  const { workspace, flowId } = await emptyFlow(sql)
  const call = { actor: workspace.builder }
  await draw(call, flowId, smallGraph())
  const { id: versionId } = await publishVersion(call, { flowId })
  const startedBy = { kind: 'member', userId: workspace.builder.userId } as const
  const begin = (mode: 'live' | 'test') =>
    inWorkspace(workspace.id, (tx) =>
      addRun(tx, newId(), { workspaceId: workspace.id, flowId, versionId, mode, triggerNodeId: 'start', startedBy, input: {} }),
    )
  await begin('live')
  await begin('test')
  await setFlowLane({ actor: workspace.operator }, { id: flowId, priority: 'low', most: null })
  const rows = await sql`select mode, priority from run where flow_id = ${flowId} order by mode`
  expect(rows).toEqual([
    { mode: 'live', priority: -1 },
    { mode: 'test', priority: 1 },
  ])
})
