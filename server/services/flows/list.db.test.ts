import { afterAll, beforeEach, expect, it } from 'vitest'
import { newId } from '../../db/id'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { closeDoorbell } from '../intake/ring'
import { closeLiveBus } from '../live/bus'
import { startRun } from '../runs/start'
import { draw } from '../testing'
import { publishVersion } from '../versions/publish'
import { createFlow } from './create'
import type { FlowOrder } from './flow-order'
import type { FlowState } from './flow-state'
import { listFlows } from './list'
import { removeFlow } from './remove'
import { setFlowEnabled } from './set-enabled'
import { setFlowPaused } from './set-paused'

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

/** All of the list, so many at a time. */
async function walked(order: FlowOrder | undefined, limit: number): Promise<string[]> {
  const names: string[] = []
  for (let cursor: Awaited<ReturnType<typeof listFlows>>['nextCursor'] | undefined; cursor !== null; ) {
    const page = await listFlows(call, { order, limit, cursor })
    names.push(...page.items.map(({ name }) => name))
    cursor = page.nextCursor
  }
  return names
}

const named = async (...names: string[]) => {
  const ids: string[] = []
  for (const name of names) ids.push((await createFlow(call, { name })).id)
  return ids
}

it('flows come by name as people read names, page by page', async () => {
  await named('limit 10', 'Zebra', 'apple', 'Äpfel', 'limit 2', 'apple', '2026-11', 'limit 2b', 'x 00000000000000000012')
  const inOrder = ['2026-11', 'Äpfel', 'apple', 'apple', 'limit 2', 'limit 2b', 'limit 10', 'x 00000000000000000012', 'Zebra']
  const compare = new Intl.Collator('en', { numeric: true }).compare
  expect(await walked('name', 50)).toEqual(inOrder.toSorted(compare))
  for (const limit of [1, 2, 4]) expect(await walked('name', limit)).toEqual(await walked('name', 50))
})

it('flows come by their last run, those that never ran at the end, page by page', async () => {
  const [first, second] = await named('first', 'second', 'never', 'not once')
  for (const flowId of [String(first), String(second)]) {
    await draw(call, flowId)
    await publishVersion(call, { flowId })
    await startRun(call, { flowId })
  }
  await startRun(call, { flowId: String(first) })
  for (const limit of [1, 3, 50]) expect(await walked('ran', limit)).toEqual(['first', 'second', 'not once', 'never'])
})

it('flows that were changed last come first, unless something else is asked for', async () => {
  const [old] = await named('old', 'new', 'newest')
  await database.owner()`update flow set updated_at = now() + interval '1 minute' where id = ${String(old)}`
  for (const limit of [1, 2, 50]) expect(await walked(undefined, limit)).toEqual(['old', 'newest', 'new'])
})

it('says with the first page how many there are, of those that are looked for', async () => {
  const [gone] = await named('Bills 1', 'Bills 2', 'Refunds', 'Bills 3')
  await removeFlow(call, { id: String(gone) })
  const page = await listFlows(call, { search: 'bills', limit: 1 })
  expect(page).toMatchObject({ total: 2, items: [{ name: 'Bills 3' }] })
  expect(await listFlows(call, { search: 'bills', limit: 1, cursor: page.nextCursor ?? undefined })).toMatchObject({ total: null })
  const other = await testWorkspace(database.owner(), 'Other')
  expect(await listFlows({ actor: other.viewer }, {})).toMatchObject({ total: 0, items: [] })
})

it('flows are listed by how they stand', async () => {
  const [draft, live, off, paused, failing] = await named('draft', 'live', 'off', 'paused', 'failing')
  for (const flowId of [live, off, paused, failing].map(String)) {
    await draw(call, flowId)
    await publishVersion(call, { flowId })
    await startRun(call, { flowId })
  }
  await setFlowEnabled(call, { id: String(off), enabled: false })
  await setFlowPaused({ actor: workspace.operator }, { id: String(paused), paused: true })
  await database.owner()`
    update run set status = 'failed', finished_at = now() where flow_id = any(${[live, failing].map(String)})`
  // What failed before, and not the last time, is over.
  await startRun(call, { flowId: String(live) })
  const listed = async (state: FlowState) => {
    const { items, total } = await listFlows(call, { state, order: 'name' })
    expect(total).toBe(items.length)
    return items.map(({ name }) => name)
  }
  expect(await listed('live')).toEqual(['failing', 'live'])
  expect(await listed('paused')).toEqual(['paused'])
  expect(await listed('off')).toEqual(['off'])
  expect(await listed('draft')).toEqual(['draft'])
  expect(await listed('failing')).toEqual(['failing'])
  await removeFlow(call, { id: String(draft) })
  expect(await listed('draft')).toEqual([])
})

it('a place of another order is refused', async () => {
  const cursor = { key: 'apple', id: newId() }
  for (const order of ['changed', 'ran'] as const) await expect(listFlows(call, { order, cursor })).rejects.toThrow('no place in this list')
  expect((await listFlows(call, { order: 'name', cursor })).items).toEqual([])
})
