import { expect, it } from 'vitest'
import { newId } from '@/server/db/id'
import { testWorld } from '../testing/world'
import type { Append } from './append'
import { writeAppends } from './flush-statement'

const world = testWorld()

/** A run in hand whose journal ends before event `seq`, with a wait that somehow is there. */
async function inHand(seq: number) {
  const sql = world.sql()
  const { workspaceId, start } = await world.flow('t → a', { a: { type: 'data.set', params: { fields: [] } } })
  const [runId, owner, waitId] = [await start(), newId(), newId()]
  await sql`update run set status = 'running', owner = ${owner}, epoch = 1, next_seq = ${seq}, started_at = now() where id = ${runId}`
  await sql`insert into wait (id, workspace_id, run_id, step, kind) values (${waitId}, ${workspaceId}, ${runId}, 'a', 'timer')`
  const entries = ['{"type":"run.succeeded","at":1}']
  const append: Append = {
    runId,
    workspaceId,
    epoch: 1,
    seq,
    count: 1,
    entries,
    progress: true,
    status: 'succeeded',
    opened: [],
    closed: [],
  }
  const end = () => writeAppends(sql, owner, [append])
  const isOpen = async () => (await sql`select from wait where id = ${waitId} and closed_at is null`).length === 1
  return { runId, end, isOpen }
}

it('closes at the end whatever a run still waits for', async () => {
  const { runId, end, isOpen } = await inHand(5)
  expect(await end()).toEqual(new Map([[runId, 'succeeded']]))
  expect(await isOpen()).toBe(false)
})

it('looks for no waits of a run whose first write is its end: there is nothing before it', async () => {
  const { runId, end, isOpen } = await inHand(1)
  expect(await end()).toEqual(new Map([[runId, 'succeeded']]))
  expect(await isOpen()).toBe(true)
})
