import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { emptyGraph, type Graph } from '@/flow/graph/graph'
import { newId } from '@/server/db/id'
import { type TestWorkspace, testWorkspace } from '@/server/db/testing'
import { createFlow } from '@/server/services/flows/create'
import { liveBus } from '@/server/services/live/bus'
import { startRun } from '@/server/services/runs/start'
import { draw, smallGraph } from '@/server/services/testing'
import { publishVersion } from '@/server/services/versions/publish'
import { cancelWhatIf } from '@/server/services/what-if/cancel'
import { followWhatIf, type WhatIfProgress } from '@/server/services/what-if/follow'
import { getWhatIf } from '@/server/services/what-if/get'
import { latestWhatIf } from '@/server/services/what-if/latest'
import { whatIfResultOf } from '@/server/services/what-if/result'
import { whatIfResults } from '@/server/services/what-if/results'
import { startWhatIf } from '@/server/services/what-if/start'
import type { TestWorker } from '../testing/test-worker'
import { ended, testWorld } from '../testing/world'
import { openReaders } from './testing'
import { WhatIfDesk } from './what-if-desk'

const world = testWorld()
const readers = openReaders()
const desks: WhatIfDesk[] = []
afterEach(async () => void (await Promise.all(desks.splice(0).map((desk) => desk.stop()))))
afterAll(() => readers.close())

let workspace: TestWorkspace
let call: { actor: TestWorkspace['builder'] }
let flowId: string
let engine: TestWorker

const ratio = (text: string): Graph => smallGraph(text)

beforeEach(async () => {
  workspace = await testWorkspace(world.sql())
  call = { actor: workspace.builder }
  flowId = (await createFlow(call, { name: 'Flow' })).id
  await draw(call, flowId, ratio('{{ trigger.net * 2 }}'))
  await publishVersion(call, { flowId })
  engine = await world.worker()
})

async function run(...inputs: number[]): Promise<string[]> {
  const ids: string[] = []
  for (const net of inputs) {
    const { runId } = await startRun(call, { flowId, input: { net } })
    await engine.take([runId])
    await world.until(runId, ended)
    ids.push(runId)
  }
  return ids
}

async function desk(workerId = newId(), turnMs?: number): Promise<WhatIfDesk> {
  const opened = new WhatIfDesk({ sql: world.sql(), bus: await liveBus(), workerId, readers, turnMs })
  desks.push(opened)
  await opened.start()
  return opened
}

async function over(id: string): Promise<WhatIfProgress> {
  let last: WhatIfProgress | undefined
  for await (const progress of await followWhatIf(call, { id }, AbortSignal.timeout(20_000))) last = progress
  if (last?.status === 'running' || !last) throw new Error('it did not come to an end')
  return last
}

it('tries the draft on the newest past runs, and shows where they part', async () => {
  const [first, second, third] = await run(1, 2, 3)
  await draw(call, flowId, ratio('{{ trigger.net > 2 ? 7 : trigger.net * 2 }}'))
  const { id } = await startWhatIf(call, { flowId, most: 2 })
  expect((await getWhatIf(call, { id })).counts).toMatchObject({ owed: 2, same: 0 })
  await desk()
  expect(await over(id)).toMatchObject({ status: 'done', counts: { same: 1, different: 1, broken: 0, untold: 0, owed: 0 } })

  const { items } = await whatIfResults(call, { id })
  expect(items).toMatchObject([
    { runId: third, verdict: 'different', first: { label: 'Greet', text: 'Text: 6 → 7' }, statusThen: 'succeeded', effects: [] },
    { runId: second, verdict: 'same', first: null },
  ])
  expect((await whatIfResults(call, { id, verdict: 'same' })).items.map(({ runId }) => runId)).toEqual([second])
  expect(items.some(({ runId }) => runId === first)).toBe(false)
  expect(await whatIfResultOf(call, { id, runId: third ?? '' })).toMatchObject({
    steps: [{ step: 'greet', before: { input: { fields: [{ value: 6 }] }, output: { text: 6 } }, after: { output: { text: 7 } } }],
  })
  const [row] = await world.sql()<{ line: Buffer; detail: Buffer }[]>`select line, detail from what_if_result where run_id = ${third ?? ''}`
  expect(Buffer.concat([row?.line ?? Buffer.of(), row?.detail ?? Buffer.of()]).includes('Greet')).toBe(false)
})

it('says whether the draft has changed since it was tried', async () => {
  await run(1)
  expect(await latestWhatIf(call, { flowId })).toBeNull()
  const { id } = await startWhatIf(call, { flowId })
  expect(await latestWhatIf(call, { flowId })).toMatchObject({ id, isCurrent: true, status: 'running' })
  await draw(call, flowId, ratio('other'))
  expect(await latestWhatIf(call, { flowId })).toMatchObject({ id, isCurrent: false })
})

it('goes on where a dead worker left off, and leaves a run that brings workers down', async () => {
  const [first, second] = await run(1, 2)
  const { id } = await startWhatIf(call, { flowId })
  const sql = world.sql()
  await sql`update what_if set taken_by = ${newId()} where id = ${id}`
  await sql`update what_if_result set tries = 2 where run_id = ${first ?? ''}`
  await desk()
  expect(await over(id)).toMatchObject({ status: 'done', counts: { same: 1, untold: 1 } })
  const { items } = await whatIfResults(call, { id, verdict: 'untold' })
  expect(items).toMatchObject([{ runId: first, reason: expect.stringContaining('broke down more than once') }])
  expect(second).not.toBe(first)
})

it('is one worker’s at a time, and stops when it is told to', async () => {
  await run(1)
  const { id } = await startWhatIf(call, { flowId })
  const sql = world.sql()
  await sql`update what_if set taken_by = ${engine.id} where id = ${id}` // whose heart beats
  const other = await desk()
  await other.stop()
  expect((await getWhatIf(call, { id })).counts.owed).toBe(1)
  await cancelWhatIf(call, { id })
  await desk(engine.id)
  expect(await over(id)).toMatchObject({ status: 'cancelled', counts: { owed: 1 } })
})

it('serves workspaces in turn: one that tries a thousand runs does not keep another waiting until it is done', async () => {
  await run(1, 2, 3, 4)
  const long = await startWhatIf(call, { flowId })
  const theirs = await testWorkspace(world.sql())
  call = { actor: theirs.builder }
  flowId = (await createFlow(call, { name: 'Theirs' })).id
  await draw(call, flowId, smallGraph())
  await publishVersion(call, { flowId })
  await run(1)
  const short = await startWhatIf(call, { flowId })
  await desk(newId(), 0)
  await over(short.id)
  call = { actor: workspace.builder }
  await over(long.id)
  const rows = await world.sql()`select id from what_if where id in ${world.sql()([short.id, long.id])} order by finished_at`
  expect(rows).toEqual([{ id: short.id }, { id: long.id }])
})

it('refuses what can’t be tried: no past run, a draft with problems, a version of another flow, a fourth at once', async () => {
  await expect(startWhatIf(call, { flowId })).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('no past run') })
  await run(1)
  await world.sql()`update run set details_removed_at = now() where flow_id = ${flowId}`
  await expect(startWhatIf(call, { flowId })).rejects.toMatchObject({ message: expect.stringContaining('no past run') })
  await world.sql()`update run set details_removed_at = null where flow_id = ${flowId}`
  await expect(startWhatIf(call, { flowId, ended: 'failed' })).rejects.toMatchObject({ code: 'invalid' })
  const { id: otherFlow } = await createFlow(call, { name: 'Other' })
  await draw(call, otherFlow, smallGraph())
  const { id: otherVersion } = await publishVersion(call, { flowId: otherFlow })
  await expect(startWhatIf(call, { flowId, versionId: otherVersion })).rejects.toMatchObject({ code: 'invalid' })
  for (let at = 0; at < 3; at++) await startWhatIf(call, { flowId })
  await expect(startWhatIf(call, { flowId })).rejects.toMatchObject({ code: 'limited' })
  await draw(call, flowId, ratio('{{ steps.nobody.x }}'))
  await world.sql()`update what_if set status = 'done'`
  await expect(startWhatIf(call, { flowId })).rejects.toMatchObject({ code: 'invalid', problems: [{ nodeId: 'greet' }] })
})

it('forgets what is old, and all but the last twenty of a flow', async () => {
  await run(1)
  const sql = world.sql()
  const ids: string[] = []
  for (let at = 0; at < 21; at++) {
    ids.push((await startWhatIf(call, { flowId })).id)
    await sql`update what_if set status = 'done'`
  }
  expect((await sql`select id from what_if where flow_id = ${flowId} order by id`).map(({ id }) => id)).toEqual(ids.slice(1))
  await sql`update what_if set created_at = now() - interval '15 days' where flow_id = ${flowId}`
  await run(2)
  const { id } = await startWhatIf(call, { flowId })
  await desk()
  await over(id)
  expect(await sql`select id from what_if where flow_id = ${flowId}`).toEqual([{ id }])
  expect(await sql`select what_if_id as id from what_if_result where what_if_id = any(${[...ids, id]}::uuid[])`).toEqual([{ id }, { id }])
})

it('an empty draft does nothing any more', async () => {
  await run(1)
  const graph = smallGraph()
  await draw(call, flowId, { ...emptyGraph(), nodes: graph.nodes.filter(({ id }) => id === 'start') })
  const { id } = await startWhatIf(call, { flowId })
  await desk()
  expect(await over(id)).toMatchObject({ counts: { different: 1 } })
  expect((await whatIfResults(call, { id })).items).toMatchObject([{ first: { label: 'Greet', text: 'Was done then, and is not now' } }])
})
