import { expect, it } from 'vitest'
import { engineSql } from '@/server/db/client'
import { ended, testWorld } from '../testing/world'
import { Sealer } from './sealer'

const world = testWorld()

it('seals what is nested as deep as a run may keep it', async () => {
  const sql = world.sql()
  const flow = await world.flow('t → a', { a: { type: 'data.set', params: { fields: [] } } })
  const id = await flow.start()
  await (await world.worker()).take([id])
  await world.until(id, ended)
  const deep = `${'{"a":['.repeat(2_400)}1${']}'.repeat(2_400)}`
  const event = `{"type":"step.completed","at":1,"step":"a","attempt":1,"port":"out","output":${deep}}`
  await sql`update journal set events = ${`[${event}]`}::text::json where run_id = ${id}`
  await sql`update unsealed_run set events = null, digest = null where run_id = ${id}`
  await new Sealer(engineSql(), { signAfterMs: 0 }).seal()
  const owed = await sql`select from unsealed_run where run_id = ${id}`
  const sealed = await sql`select from audit_event where resource_id = ${id} and action = 'run.sealed'`
  expect([owed.length, sealed.length]).toEqual([0, 1])
})
