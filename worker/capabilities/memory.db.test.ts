import { expect, it } from 'vitest'
import { newId } from '@/server/db/id'
import { testDatabase, testWorkspace } from '@/server/db/testing'
import { memoryOf } from './memory'

const database = testDatabase()

it('tells later runs of the same workspace, and nobody else', async () => {
  const [ours, theirs] = [await testWorkspace(database.owner(), 'Ours'), await testWorkspace(database.owner(), 'Theirs')]
  const first = memoryOf({ workspaceId: ours.id, runId: newId(), step: 'read', mode: 'live' })
  await first.remember('bill', 'hooli 17', { total: '4280.00' })
  await first.remember('bill', 'hooli 17', { total: 'repeated after a crash' })
  expect(await first.recall('bill', 'hooli 17')).toEqual([])

  const later = memoryOf({ workspaceId: ours.id, runId: newId(), step: 'read', mode: 'live' })
  expect(await later.recall('bill', 'hooli 17')).toEqual([{ total: '4280.00' }])
  expect(await later.recall('bill', 'hooli 18')).toEqual([])
  expect(await later.recall('iban', 'hooli 17')).toEqual([])

  const elsewhere = memoryOf({ workspaceId: theirs.id, runId: newId(), step: 'read', mode: 'live' })
  expect(await elsewhere.recall('bill', 'hooli 17')).toEqual([])
})

it('lets a test look and not write', async () => {
  const { id: workspaceId } = await testWorkspace(database.owner())
  const live = (mode: 'live' | 'test') => memoryOf({ workspaceId, runId: newId(), step: 'read', mode })
  await live('live').remember('c', 'k', 1)
  await live('test').remember('c', 'k', 2)
  expect(await live('test').recall('c', 'k')).toEqual([1])
  expect(await live('live').recall('c', 'k')).toEqual([1])
})
