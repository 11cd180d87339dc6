import { expect, it } from 'vitest'
import { newId } from '@/server/db/id'
import { type TestWorkspace, testWorkspace } from '@/server/db/testing'
import { testWorld } from '../../testing/world'
import { claimMailboxes, keepState } from './watched-trigger'

const world = testWorld()

async function mailbox(workspace: TestWorkspace): Promise<string> {
  const sql = world.sql()
  const flow = await world.flow('t', { t: { type: 'mail.mailbox' } }, { workspace })
  const [id, connectionId] = [newId(), newId()]
  await sql`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, config, enabled, connection_id)
    values (${id}, ${flow.workspaceId}, ${flow.flowId}, ${flow.versionId}, 't', 'mailbox', '{}', true, ${connectionId})`
  return id
}

it('gives each workspace its turn, however many mailboxes another has', async () => {
  const [many, few] = [await testWorkspace(world.sql()), await testWorkspace(world.sql())]
  const its = [await mailbox(many), await mailbox(many), await mailbox(many), await mailbox(many)]
  const worker = newId()
  const claimed = async () => (await claimMailboxes(world.sql(), worker, 3)).map(({ id }) => id)
  const first = await claimed()
  expect(first).toHaveLength(3)
  expect((await claimed()).sort(), 'what it has it keeps').toEqual(first.sort())
  const other = await mailbox(few)
  const next = await claimed()
  expect(next).toContain(other)
  expect(next.filter((id) => its.includes(id))).toHaveLength(2)
  for (const id of next.filter((id) => id !== other)) expect(first).toContain(id)
})

it('lets go of a mailbox in the middle of a look when its flow is switched off', async () => {
  const id = await mailbox(await testWorkspace(world.sql()))
  const worker = newId()
  await claimMailboxes(world.sql(), worker)
  expect(await keepState(world.sql(), worker, id, { lastUid: 1 })).toBe(true)
  await world.sql()`update trigger set enabled = false where id = ${id}`
  expect(await keepState(world.sql(), worker, id, { lastUid: 2 })).toBe(false)
})
