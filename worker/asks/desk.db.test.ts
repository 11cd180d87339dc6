import { afterAll, afterEach, expect, it } from 'vitest'
import { NodeError } from '@/flow/define/node-error'
import { engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { testDatabase, testWorkspace } from '@/server/db/testing'
import { askWorker } from '@/server/services/asks/ask-worker'
import { closeLiveBus, liveBus } from '@/server/services/live/bus'
import type { Answerer } from './answer'
import { AskDesk } from './desk'

const database = testDatabase()
const desks: AskDesk[] = []
afterEach(() => Promise.all(desks.splice(0).map((desk) => desk.stop())))
afterAll(() => closeLiveBus())

async function desk(answerer: Answerer): Promise<void> {
  const it = new AskDesk({ sql: engineSql(), bus: await liveBus(), workerId: newId(), answerer })
  desks.push(it)
  await it.start()
}

it('is answered by one worker, whichever takes it', async () => {
  const { id: workspaceId } = await testWorkspace(database.owner())
  const asked: unknown[] = []
  const answerer: Answerer = async (kind, { workspaceId: of, detail }) => {
    asked.push([kind, of, detail])
    return { account: 'Acme' }
  }
  await Promise.all([desk(answerer), desk(answerer), desk(answerer)])
  const connectionId = newId()
  expect(await askWorker(workspaceId, 'connection.test', { connectionId })).toEqual({ account: 'Acme' })
  expect(asked).toEqual([['connection.test', workspaceId, { connectionId }]])
})

it('hands on what went wrong in the worker’s words', async () => {
  const { id: workspaceId } = await testWorkspace(database.owner())
  await desk(() => Promise.reject(new NodeError('account_refused', 'The password is wrong.', { retry: false, hint: 'Enter it again.' })))
  await expect(askWorker(workspaceId, 'connection.test', { connectionId: newId() })).rejects.toMatchObject({
    code: 'invalid',
    message: 'The password is wrong. Enter it again.',
  })
})

it('answers others while one workspace asks for more than there is room for', async () => {
  const [greedy, modest] = [await testWorkspace(database.owner()), await testWorkspace(database.owner())]
  const rows = Array.from({ length: 120 }, () => newId())
  await database.owner()`insert into ask (id, workspace_id, kind, detail)
    select id, ${greedy.id}, 'connection.test', json_build_object('connectionId', id) from unnest(${rows}::uuid[]) as row (id)`
  let busy = 0
  await desk(async (_, { workspaceId, signal }) => {
    if (workspaceId === modest.id) return { account: 'Modest' }
    busy += 1
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
    return { account: 'Greedy' }
  })
  expect(await askWorker(modest.id, 'connection.test', { connectionId: newId() })).toEqual({ account: 'Modest' })
  expect(busy).toBeGreaterThan(10)
  expect(await askWorker(modest.id, 'connection.test', { connectionId: newId() })).toEqual({ account: 'Modest' })
})

it('takes what was asked while no worker was there', async () => {
  const { id: workspaceId } = await testWorkspace(database.owner())
  const answer = askWorker(workspaceId, 'connection.test', { connectionId: newId() })
  await desk(async () => ({ account: 'Late' }))
  expect(await answer).toEqual({ account: 'Late' })
})
