import { afterAll, beforeEach, expect, it } from 'vitest'
import { newId } from '../../db/id'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { createFolder } from '../folders/create'
import { closeDoorbell } from '../intake/ring'
import { closeLiveBus } from '../live/bus'
import { startRun } from '../runs/start'
import { draw } from '../testing'
import { publishVersion } from '../versions/publish'
import { createFlow } from './create'
import { exportFlows } from './export-many'
import { listFlows } from './list'
import { moveFlows } from './move-many'
import { removeFlow } from './remove'
import { removeFlows } from './remove-many'
import { restoreFlows } from './restore-many'
import { setFlowEnabled } from './set-enabled'
import { setFlowsEnabled } from './set-enabled-many'
import { setFlowLane } from './set-lane'
import { setFlowPaused } from './set-paused'
import { setFlowsPaused } from './set-paused-many'

const database = testDatabase()
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

let workspace: TestWorkspace
let call: { actor: TestWorkspace['builder'] }

beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  call = { actor: workspace.builder }
})

const made = async (name: string) => (await createFlow(call, { name })).id

async function published(name: string): Promise<string> {
  const id = await made(name)
  await draw(call, id)
  await publishVersion(call, { flowId: id })
  return id
}

async function deleted(name: string): Promise<string> {
  const id = await made(name)
  await removeFlow(call, { id })
  return id
}

async function elsewhere(): Promise<string> {
  const theirs = await testWorkspace(database.owner(), 'Theirs')
  return (await createFlow({ actor: theirs.builder }, { name: 'Theirs' })).id
}

const byId = (left: { id: string; why: string }[]) => Object.fromEntries(left.map(({ id, why }) => [id, why]))
const audited = async (action: string) => {
  const rows = await database.owner()`
    select resource_id from audit_event where workspace_id = ${workspace.id} and action = ${action} order by resource_id`
  return rows.map(({ resource_id }) => resource_id)
}

it('moves those that are there and elsewhere, says why not the others, and writes each down', async () => {
  const { id: folder } = await createFolder(call, { name: 'Finance' })
  const [first, second, there, gone, foreign] = [await made('1'), await made('2'), await made('3'), await deleted('4'), await elsewhere()]
  await moveFlows(call, { ids: [there], folderId: folder })
  const { done, left } = await moveFlows(call, { ids: [foreign, second, gone, first, there], folderId: folder })
  expect(done).toEqual([first, second].sort())
  expect(byId(left)).toEqual({ [foreign]: 'gone', [gone]: 'gone', [there]: 'already' })
  expect((await listFlows(call, { folderId: folder })).total).toBe(3)
  expect(await database.owner()`select folder_id from flow where id = any(${[gone, foreign]}) and folder_id is not null`).toHaveLength(0)
  expect(await audited('flow.moved')).toEqual([first, second, there].sort())
  const { id: another } = await createFolder({ actor: (await testWorkspace(database.owner(), 'Other')).builder }, { name: 'Theirs' })
  await expect(moveFlows(call, { ids: [first], folderId: another })).rejects.toMatchObject({ code: 'not_found' })
})

it('turns off and on what is published, and its triggers with it', async () => {
  const [on, off, draft] = [await published('On'), await published('Off'), await made('Draft')]
  await setFlowEnabled(call, { id: off, enabled: false })
  const [live] = await database.owner()`select live_version_id as id from flow where id = ${on}`
  await database.owner()`
    insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, config, enabled) values
      (${newId()}, ${workspace.id}, ${on}, ${live?.id}, 'looks', 'poll', '{}', true),
      (${newId()}, ${workspace.id}, ${on}, ${live?.id}, 'hook', 'webhook', '{}', true)`
  const triggers = () =>
    database.owner()`select enabled, next_at is not null as due from trigger where flow_id = ${on} and node_id in ('looks', 'hook') order by node_id`
  const turnedOff = await setFlowsEnabled(call, { ids: [on, off, draft], enabled: false })
  expect(turnedOff.done).toEqual([on])
  expect(byId(turnedOff.left)).toEqual({ [off]: 'already', [draft]: 'unpublished' })
  expect(await triggers()).toEqual([
    { enabled: false, due: false },
    { enabled: false, due: false },
  ])
  expect((await setFlowsEnabled(call, { ids: [on], enabled: true })).done).toEqual([on])
  // It looks at once; a webhook waits to be called.
  expect(await triggers()).toEqual([
    { enabled: true, due: false },
    { enabled: true, due: true },
  ])
  expect(await audited('flow.enabled')).toEqual([on])
})

it('pauses flows with what they have queued, and lets them go on', async () => {
  const [going, paused, draft] = [await published('Going'), await published('Paused'), await made('Draft')]
  const { runId } = await startRun(call, { flowId: going })
  await setFlowPaused(call, { id: paused, paused: true })
  const stopped = await setFlowsPaused(call, { ids: [going, paused, draft], paused: true })
  expect(stopped.done).toEqual([going])
  expect(byId(stopped.left)).toEqual({ [paused]: 'already', [draft]: 'unpublished' })
  expect(await audited('flow.paused')).toEqual([going, paused].sort())
  const held = async () => (await database.owner()`select held from run where id = ${runId}`)[0]?.held
  expect(await held()).toBe(true)
  expect((await setFlowsPaused({ actor: workspace.operator }, { ids: [going, paused], paused: false })).done.sort()).toEqual(
    [going, paused].sort(),
  )
  expect(await held()).toBe(false)
})

it('leaves a limit as it is when flows with one are paused and go on, and what it holds back', async () => {
  const [limited, usual] = [await published('Limited'), await published('Usual')]
  await setFlowLane(call, { id: limited, priority: 'normal', most: 2 })
  const runs = [(await startRun(call, { flowId: limited })).runId, (await startRun(call, { flowId: usual })).runId]
  await setFlowsPaused(call, { ids: [limited, usual], paused: true })
  expect((await setFlowsPaused(call, { ids: [limited, usual], paused: false })).done.sort()).toEqual([limited, usual].sort())
  const lanes = await database.owner()`select id, paused_at, most from lane where workspace_id = ${workspace.id}`
  expect(lanes).toEqual([{ id: limited, paused_at: null, most: 2 }])
  const held = await database.owner()`select held from run where id = any(${runs}) order by id`
  expect(held.map((each) => each.held)).toEqual([true, false])
})

it('deletes, and brings back as it was', async () => {
  const [on, off, gone] = [await published('On'), await published('Off'), await deleted('Gone')]
  await setFlowEnabled(call, { id: off, enabled: false })
  const removed = await removeFlows(call, { ids: [on, off, gone] })
  expect(removed.done).toEqual([on, off].sort())
  expect(byId(removed.left)).toEqual({ [gone]: 'gone' })
  expect((await listFlows(call, {})).total).toBe(0)
  await expect(removeFlows(call, { ids: [on, off] })).rejects.toMatchObject({ code: 'not_found' })
  const stays = await made('Stays')
  const back = await restoreFlows(call, { ids: [...removed.done, stays] })
  expect(back.done).toEqual([on, off].sort())
  expect(byId(back.left)).toEqual({ [stays]: 'already' })
  const { items } = await listFlows(call, { order: 'name' })
  expect(items.map(({ name, enabled }) => [name, enabled])).toEqual([
    ['Off', false],
    ['On', true],
    ['Stays', true],
  ])
  const triggers = await database.owner()`select distinct flow_id, enabled from trigger where workspace_id = ${workspace.id}`
  expect(triggers.every(({ flow_id, enabled }) => enabled === (flow_id === on))).toBe(true)
})

it('exports a file for each, and says which are gone', async () => {
  const [first, second, gone] = [await published('First'), await made('Second'), await deleted('Gone')]
  const { files, left } = await exportFlows(call, { ids: [second, gone, first] })
  expect(files.map(({ id, name, file }) => [id, name, file.name])).toEqual(
    [
      [first, 'First', 'First'],
      [second, 'Second', 'Second'],
    ].sort(),
  )
  expect(left).toEqual([{ id: gone, why: 'gone' }])
  expect(await audited('flow.exported')).toEqual([first, second].sort())
})

it('takes a thousand at once and no more', async () => {
  const flowId = await published('One')
  await database.owner()`
    insert into flow (id, workspace_id, name, created_by, enabled) select gen_random_uuid(), workspace_id, 'Copy ' || n, created_by, true
    from flow, generate_series(1, 999) n where flow.id = ${flowId}`
  await database.owner()`
    insert into version (id, workspace_id, flow_id, kind, number, graph, hash, created_by)
    select gen_random_uuid(), flow.workspace_id, flow.id, 'published', 1, version.graph, version.hash, version.created_by
    from flow, version where flow.workspace_id = ${workspace.id} and version.flow_id = ${flowId} and flow.id <> ${flowId}`
  await database.owner()`
    update flow set live_version_id = version.id from version where version.flow_id = flow.id and flow.workspace_id = ${workspace.id}`
  const ids = (await database.owner()`select id from flow where workspace_id = ${workspace.id}`).map(({ id }) => String(id))
  expect((await setFlowsPaused(call, { ids, paused: true })).done).toHaveLength(1_000)
  expect((await setFlowsPaused(call, { ids, paused: false })).done).toHaveLength(1_000)
  expect((await setFlowsEnabled(call, { ids, enabled: false })).done).toHaveLength(1_000)
  expect((await removeFlows(call, { ids })).done).toHaveLength(1_000)
  expect((await restoreFlows(call, { ids })).done).toHaveLength(1_000)
  expect(await audited('flow.removed')).toHaveLength(1_000)
  await expect(removeFlows(call, { ids: [...ids, newId()] })).rejects.toMatchObject({ name: 'ZodError' })
})
