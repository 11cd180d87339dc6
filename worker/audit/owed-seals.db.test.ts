import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RunEvent } from '@/flow/engine/events'
import { draw } from '@/flow/engine/testing/drawn'
import { engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { olderDatabase } from '@/server/db/older-database'
import { testWorkspace } from '@/server/db/testing'
import { digestOfList, type RunSeal } from '@/server/governance/receipt/run-seal'
import { verifyAudit } from '@/server/services/audit/verify'
import { hashOf } from '@/server/services/versions/hash'
import { Sealer } from './sealer'

/** Until then a run that ended was owed a seal by a column of its own. */
const database = olderDatabase('0014_unsealed_runs')
const AT = new Date('2026-11-02T08:00:00Z')

beforeAll(async () => {
  process.env.KAOS_DATA = await mkdtemp(join(tmpdir(), 'kaos-test-'))
})
afterAll(() => rm(process.env.KAOS_DATA ?? '', { recursive: true, force: true }))

it('seals what was owed a seal before the outbox came to be, once, and nothing else', async () => {
  const [one, other] = [await flow('One'), await flow('Other')]
  const done = await past(one, 'succeeded', 'owed', journalOf('x'))
  const cancelled = await past(one, 'cancelled', 'owed', [{ type: 'run.cancelled', at: AT.getTime() + 2, reason: 'By a person.' }])
  await past(one, 'succeeded', 'sealed', journalOf('y'))
  await past(one, 'waiting', 'not due', journalOf('z').slice(0, 1))
  const theirs = await past(other, 'failed', 'owed', [])
  // Of what was recorded before, a part is not linked yet.
  await recordOfOld(one.workspaceId)

  await database.migrateOn()
  const owed = await database.sql()`select run_id as id, events, digest from unsealed_run order by run_id`
  expect(owed).toEqual([done, cancelled, theirs].map(({ id }) => ({ id, events: null, digest: null })))

  await Promise.all([new Sealer(engineSql(), { signAfterMs: 0 }).seal(), new Sealer(engineSql(), { signAfterMs: 0 }).seal()])
  await new Sealer(engineSql(), { signAfterMs: 0 }).seal()
  expect(await sealsOf(one.workspaceId)).toEqual([
    { id: done.id, status: 'succeeded', journal: digestOfList(done.journal) },
    { id: cancelled.id, status: 'cancelled', journal: digestOfList(cancelled.journal) },
  ])
  expect(await sealsOf(other.workspaceId)).toEqual([{ id: theirs.id, status: 'failed', journal: digestOfList(theirs.journal) }])
  expect(await database.sql()`select from unsealed_run`).toHaveLength(0)
  expect(await verified(one.workspaceId)).toMatchObject({ intact: true, links: 3, signedThrough: 3 })
  expect(await verified(other.workspaceId)).toMatchObject({ intact: true, links: 1, signedThrough: 1 })
})

async function flow(name: string) {
  const { id: workspaceId } = await testWorkspace(database.sql(), name)
  const [flowId, versionId, nobody] = [newId(), newId(), newId()]
  const { graph } = draw('t → a', { nodes: { t: { type: 'trigger.manual' }, a: { type: 'data.set', params: { fields: [] } } } })
  await database.sql()`insert into flow (id, workspace_id, name, created_by) values (${flowId}, ${workspaceId}, ${name}, ${nobody})`
  await database.sql()`insert into version (id, workspace_id, flow_id, kind, number, graph, hash, created_by)
    values (${versionId}, ${workspaceId}, ${flowId}, 'published', 1, ${database.sql().json(graph)}, ${hashOf(graph)}, ${nobody})`
  return { workspaceId, flowId, versionId }
}

function journalOf(value: string): RunEvent[] {
  const at = AT.getTime()
  return [
    { type: 'step.started', at: at + 1, step: 'a', attempt: 1 },
    { type: 'step.completed', at: at + 2, step: 'a', attempt: 1, port: 'out', output: { value } },
    { type: 'run.succeeded', at: at + 3 },
  ]
}

/** A run as the version before left it, and what its seal has to say of its journal. */
async function past(
  { workspaceId, flowId, versionId }: Awaited<ReturnType<typeof flow>>,
  status: string,
  seal: 'owed' | 'sealed' | 'not due',
  events: RunEvent[],
) {
  const id = newId()
  const input = { order: id }
  const [finishedAt, sealedAt] = [seal === 'not due' ? null : AT, seal === 'sealed' ? AT : null]
  const sql = database.sql()
  await sql`insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, started_at, finished_at, sealed_at)
    values (${id}, ${workspaceId}, ${flowId}, ${versionId}, 'live', ${status}, 't', '{"kind":"webhook"}', ${sql.json(input)}, ${AT}, ${finishedAt}, ${sealedAt})`
  for (const [at, event] of events.entries())
    await sql`insert into journal (run_id, seq, workspace_id, epoch, events) values (${id}, ${at + 1}, ${workspaceId}, 1, ${sql.json([event])})`
  return { id, journal: [{ type: 'run.started', at: AT.getTime(), triggerNodeId: 't', input }, ...events] }
}

async function recordOfOld(workspaceId: string): Promise<void> {
  await database.sql()`insert into audit_event (id, workspace_id, actor, action, resource_type, resource_id, detail)
    values (${newId()}, ${workspaceId}, '{"kind":"system","reason":"test"}', 'flow.renamed', 'flow', ${newId()}, '{"from":"a","to":"b"}')`
}

async function sealsOf(workspaceId: string) {
  const rows = await database.sql()<{ id: string; detail: RunSeal }[]>`
    select resource_id as id, detail from audit_event where workspace_id = ${workspaceId} and action = 'run.sealed' order by resource_id`
  return rows.map(({ id, detail: { status, journal } }) => ({ id, status, journal }))
}

function verified(workspaceId: string) {
  return verifyAudit({ actor: { kind: 'system', workspaceId, reason: 'test' } })
}
