import { beforeEach, expect, it } from 'vitest'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { listRunViews } from './list'
import { removeRunView } from './remove'
import { MOST_VIEWS } from './run-view'
import { saveRunView } from './save'

const database = testDatabase()
let workspace: TestWorkspace

beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
})

const names = async (who: 'operator' | 'viewer' | 'builder') => (await listRunViews({ actor: workspace[who] })).map(({ name }) => name)

it('one’s own views are one’s own, shared ones are everybody’s, and both are in the audit', async () => {
  const mine = await saveRunView({ actor: workspace.viewer }, { name: 'Mine', filter: { status: 'failed', since: '7d' } })
  await saveRunView({ actor: workspace.operator }, { name: 'Ours', filter: {}, shared: true })
  expect(await names('viewer')).toEqual(['Mine', 'Ours'])
  expect(await names('builder')).toEqual(['Ours'])
  expect(await listRunViews({ actor: workspace.viewer })).toMatchObject([
    { filter: { status: 'failed', since: '7d' }, shared: false },
    { shared: true },
  ])
  await removeRunView({ actor: workspace.viewer }, mine)
  const events =
    await database.owner()`select action, detail from audit_event where workspace_id = ${workspace.id} and action like 'run-view.%' order by id`
  expect(events.map(({ action, detail }) => [action, detail.name])).toEqual([
    ['run-view.saved', 'Mine'],
    ['run-view.saved', 'Ours'],
    ['run-view.removed', 'Mine'],
  ])
})

it('a viewer makes and removes no shared ones, and nobody finds another’s or another workspace’s', async () => {
  await expect(saveRunView({ actor: workspace.viewer }, { name: 'Ours', filter: {}, shared: true })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const shared = await saveRunView({ actor: workspace.operator }, { name: 'Ours', filter: {}, shared: true })
  await expect(removeRunView({ actor: workspace.viewer }, shared)).rejects.toMatchObject({ code: 'forbidden' })
  const own = await saveRunView({ actor: workspace.operator }, { name: 'Own', filter: {} })
  await expect(removeRunView({ actor: workspace.builder }, own)).rejects.toMatchObject({ code: 'not_found' })
  const stranger = await testWorkspace(database.owner())
  await expect(removeRunView({ actor: stranger.owner }, shared)).rejects.toMatchObject({ code: 'not_found' })
  expect(await listRunViews({ actor: stranger.owner })).toEqual([])
})

it('one is changed in its place, by those who may', async () => {
  const mine = await saveRunView({ actor: workspace.viewer }, { name: 'Mine', filter: { status: 'failed' } })
  const changed = await saveRunView({ actor: workspace.viewer }, { ...mine, name: 'Mine, this week', filter: { since: '7d' } })
  expect(changed).toEqual(mine)
  const views = await listRunViews({ actor: workspace.viewer })
  expect(views).toEqual([{ ...mine, name: 'Mine, this week', filter: { since: '7d' }, shared: false }])
  const theirs = { ...mine, name: 'Theirs', filter: {} }
  await expect(saveRunView({ actor: workspace.builder }, theirs)).rejects.toMatchObject({ code: 'not_found' })
  const shared = await saveRunView({ actor: workspace.operator }, { name: 'Ours', filter: {}, shared: true })
  const own = { ...shared, name: 'Only mine', filter: {} }
  await expect(saveRunView({ actor: workspace.viewer }, own)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await names('builder')).toEqual(['Ours'])
})

it('there is an end to them', async () => {
  for (let at = 0; at < MOST_VIEWS; at++) await saveRunView({ actor: workspace.viewer }, { name: `View ${at}`, filter: {} })
  await expect(saveRunView({ actor: workspace.viewer }, { name: 'One more', filter: {} })).rejects.toMatchObject({ code: 'conflict' })
  const [{ id = '' } = {}] = await listRunViews({ actor: workspace.viewer })
  await saveRunView({ actor: workspace.viewer }, { id, name: 'Changed', filter: {} })
})
