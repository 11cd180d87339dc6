import { afterAll, beforeEach, expect, it } from 'vitest'
import { newId } from '../../db/id'
import { inWorkspace } from '../../db/tenancy'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { createFlow } from '../flows/create'
import { closeDoorbell } from '../intake/ring'
import { closeLiveBus } from '../live/bus'
import { draw } from '../testing'
import { publishVersion } from '../versions/publish'
import { listRuns } from './list'
import { startRun } from './start'
import { waitsOf } from './waits-of'

const database = testDatabase()
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

let workspace: TestWorkspace
let flowId: string

beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  const call = { actor: workspace.builder }
  flowId = (await createFlow(call, { name: 'Bills' })).id
  await draw(call, flowId)
  await publishVersion(call, { flowId })
})

async function waiting(): Promise<string> {
  const { runId } = await startRun({ actor: workspace.operator }, { flowId })
  await database.owner()`update run set status = 'waiting', started_at = now() where id = ${runId}`
  return runId
}

type Wait = { step?: string; kind: string; wakeAt?: Date; request?: object; firedAt?: Date }

async function open(runId: string, { step = 'ask', kind, wakeAt, request, firedAt }: Wait): Promise<void> {
  const sql = database.owner()
  await sql`insert into wait (id, workspace_id, run_id, step, kind, wake_at, request, fired_at, closed_at)
    values (${newId()}, ${workspace.id}, ${runId}, ${step}, ${kind}, ${wakeAt ?? null}, ${request ? sql.json(request as never) : null},
      ${firedAt ?? null}, ${firedAt ?? null})`
}

const listed = async (id: string) => (await listRuns({ actor: workspace.viewer }, {})).items.find((run) => run.id === id)?.waitsFor
const SOON = new Date(Date.now() + 3_600_000)

it('names who is asked, first of all a run waits for', async () => {
  const runId = await waiting()
  const approvers = { members: [workspace.approver.userId, newId()], roles: ['admin'], emails: ['boss@acme.test'] }
  await open(runId, { kind: 'timer', step: '', wakeAt: new Date(0) })
  await open(runId, { kind: 'timer', step: 'pause', wakeAt: SOON })
  await open(runId, { kind: 'approval', wakeAt: SOON, request: { approvers } })
  expect(await listed(runId)).toEqual({
    kind: 'approval',
    until: SOON,
    who: [workspace.approver.name, 'Former member', 'boss@acme.test', 'an admin'],
  })
})

it('says when a step is tried again where nothing else is waited for, and nothing of what is over', async () => {
  const [retries, over] = [await waiting(), await waiting()]
  await open(retries, { kind: 'callback', firedAt: new Date(0) })
  await open(retries, { kind: 'timer', step: '', wakeAt: SOON })
  await open(over, { kind: 'approval', firedAt: new Date(0) })
  expect(await listed(retries)).toEqual({ kind: 'retry', until: SOON, who: [] })
  expect(await listed(over)).toBeUndefined()
})

it('says nothing of runs of another workspace', async () => {
  const runId = await waiting()
  await open(runId, { kind: 'call' })
  const theirs = await testWorkspace(database.owner(), 'Theirs')
  expect((await inWorkspace(theirs.id, (tx) => waitsOf(tx, theirs.id, [runId]))).size).toBe(0)
  expect((await inWorkspace(workspace.id, (tx) => waitsOf(tx, workspace.id, [runId]))).get(runId)).toMatchObject({ kind: 'call' })
})
