import { expect, it } from 'vitest'
import { engineSql } from './client'
import { newId } from './id'
import { olderDatabase } from './older-database'
import { testWorkspace } from './testing'

/** Until then a run had an index by its id alone, and a key to each of workspace, flow and version. */
const database = olderDatabase('0019_rows_of_runs')
const nobody = newId()

it('keeps the runs of before, and holds what one names to what there is', async () => {
  const sql = database.sql()
  const { id: workspaceId } = await testWorkspace(sql, 'One')
  const { id: elsewhere } = await testWorkspace(sql, 'Other')
  const [ours, second, theirs] = [await flow(workspaceId), await flow(workspaceId), await flow(elsewhere)]
  const old = await addRun(workspaceId, ours)
  await sql`insert into wait (id, workspace_id, run_id, step, kind) values (${newId()}, ${workspaceId}, ${old}, 'w', 'timer')`

  await database.migrateOn()
  expect(await engineSql()`select id from run where workspace_id = ${workspaceId}`).toEqual([{ id: old }])
  const young = await addRun(workspaceId, ours)
  await expect(addRun(workspaceId, ours, young)).rejects.toThrow(/run_tenant/)
  await expect(addRun(workspaceId, { ...ours, versionId: second.versionId }), 'a version of another flow').rejects.toThrow(/run_version/)
  await expect(addRun(workspaceId, theirs), 'a flow of another workspace').rejects.toThrow(/run_version/)

  await sql`delete from flow where id = ${ours.flowId}`
  expect(await sql`select id from run`, 'runs go with their flow').toEqual([])
  expect(await sql`select id from wait`, 'and what they waited for with them').toEqual([])
})

async function flow(workspaceId: string) {
  const [flowId, versionId] = [newId(), newId()]
  await database.sql()`insert into flow (id, workspace_id, name, created_by) values (${flowId}, ${workspaceId}, 'Flow', ${nobody})`
  await database.sql()`insert into version (id, workspace_id, flow_id, kind, number, graph, hash, created_by)
    values (${versionId}, ${workspaceId}, ${flowId}, 'published', 1, '{}', 'x', ${nobody})`
  return { flowId, versionId }
}

async function addRun(workspaceId: string, { flowId, versionId }: Awaited<ReturnType<typeof flow>>, id = newId()): Promise<string> {
  await database.sql()`insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input)
    values (${id}, ${workspaceId}, ${flowId}, ${versionId}, 'live', 'waiting', 't', '{"kind":"webhook"}', '{}')`
  return id
}
