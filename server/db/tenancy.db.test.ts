import { sql } from 'drizzle-orm'
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { appDb, engineSql } from './client'
import { newId } from './id'
import * as schema from './schema'
import { inWorkspace, setWorkspace } from './tenancy'
import { type TestWorkspace, testDatabase, testWorkspace } from './testing'

const database = testDatabase()
let ours: TestWorkspace
let theirs: TestWorkspace

beforeAll(async () => {
  ours = await testWorkspace(database.owner(), 'Ours')
  theirs = await testWorkspace(database.owner(), 'Theirs')
  for (const workspace of [ours, theirs]) await fill(workspace)
})

const TENANT_TABLES = (Object.values(schema) as unknown[])
  .filter((value): value is PgTable => typeof value === 'object' && value !== null && !Array.isArray(value))
  .filter((table) => getTableConfig(table).columns.some((column) => column.name === 'workspace_id'))
  .map((table) => ({ name: getTableConfig(table).name, table }))

describe('tenancy', () => {
  it.each(TENANT_TABLES)('shows of $name only the rows of the current workspace', async ({ table }) => {
    const seen = await inWorkspace(ours.id, (tx) => tx.select({ workspaceId: sql<string>`workspace_id` }).from(table))
    expect(seen.length).toBeGreaterThan(0)
    expect(new Set(seen.map((row) => row.workspaceId))).toEqual(new Set([ours.id]))
  })

  it.each(TENANT_TABLES)('shows nothing of $name while no workspace is set', async ({ table }) => {
    expect(await appDb().select({ one: sql`1` }).from(table)).toEqual([])
  })

  it('forgets the workspace when the transaction ends', async () => {
    await inWorkspace(ours.id, (tx) => tx.select().from(schema.flow))
    const seen = await Promise.all(Array.from({ length: 20 }, () => appDb().select().from(schema.flow)))
    expect(seen.flat()).toEqual([])
  })

  it('shows names of fellow members only, and never a password', async () => {
    const names = await inWorkspace(ours.id, (tx) => tx.select({ id: schema.user.id }).from(schema.user))
    expect(names.map((row) => row.id)).toContain(ours.viewer.userId)
    expect(names.map((row) => row.id)).not.toContain(theirs.viewer.userId)
    await expect(inWorkspace(ours.id, (tx) => tx.select({ hash: schema.user.passwordHash }).from(schema.user))).rejects.toThrow()
  })

  it('refuses to write into another workspace', async () => {
    const intruder = { id: newId(), workspaceId: theirs.id, name: 'Planted', createdBy: ours.owner.userId }
    await expect(inWorkspace(ours.id, (tx) => tx.insert(schema.flow).values(intruder))).rejects.toThrow()
    const renamed = await inWorkspace(ours.id, (tx) =>
      tx.update(schema.flow).set({ name: 'Taken' }).where(sql`workspace_id = ${theirs.id}`).returning({ id: schema.flow.id }),
    )
    expect(renamed).toEqual([])
  })

  it('refuses an event in the journal of another workspace’s run', async () => {
    const [run] = await inWorkspace(theirs.id, (tx) => tx.select({ id: schema.run.id }).from(schema.run))
    const event = { runId: run?.id ?? '', seq: 99, workspaceId: ours.id, epoch: 1, events: [] }
    await expect(inWorkspace(ours.id, (tx) => tx.insert(schema.journal).values(event))).rejects.toThrow()
    const [own] = await inWorkspace(ours.id, (tx) => tx.select({ id: schema.run.id }).from(schema.run))
    await inWorkspace(ours.id, (tx) => tx.insert(schema.journal).values({ ...event, runId: own?.id ?? '' }))
  })

  it('refuses to point at a row of another workspace', async () => {
    const [foreign] = await inWorkspace(theirs.id, (tx) => tx.select().from(schema.folder))
    const values = { id: newId(), workspaceId: ours.id, name: 'Ours', createdBy: ours.owner.userId, folderId: foreign?.id }
    await expect(inWorkspace(ours.id, (tx) => tx.insert(schema.flow).values(values))).rejects.toThrow()
  })

  it('keeps audit events as they were written', async () => {
    await expect(inWorkspace(ours.id, (tx) => tx.update(schema.auditEvent).set({ action: 'nothing' }))).rejects.toThrow()
    await expect(inWorkspace(ours.id, (tx) => tx.delete(schema.auditEvent))).rejects.toThrow()
  })

  it('does not let the engine set a workspace to see more', async () => {
    await expect(
      engineSql().begin(async (tx) => tx`select set_config('kaos.workspace', ${ours.id}, true)`.then(() => tx`select * from flow`)),
    ).rejects.toThrow('permission denied')
  })

  it('sets a workspace for one transaction of one connection', async () => {
    await appDb().transaction(async (tx) => {
      await setWorkspace(tx, ours.id)
      expect((await tx.select().from(schema.flow)).length).toBe(1)
      expect(await appDb().select().from(schema.flow)).toEqual([])
    })
  })
})

/** One row in every table of the workspace. */
async function fill({ id, owner }: TestWorkspace): Promise<void> {
  const sql = database.owner()
  const [flow, version, run, trigger] = [newId(), newId(), newId(), newId()]
  const [wait, connection, event, file] = [newId(), newId(), newId(), newId()]
  const by = owner.userId
  await sql`insert into invitation (id, workspace_id, email, role, token_hash, invited_by, expires_at)
    values (${newId()}, ${id}, 'new@example.test', 'viewer', ${newId()}, ${by}, now())`
  await sql`insert into connection (id, workspace_id, connector, name, sealed, allowed_hosts, created_by)
    values (${connection}, ${id}, 'http', 'Key', '\\x00', '{}', ${by})`
  await sql`insert into audit_event (id, workspace_id, actor, action, resource_type, resource_id, detail)
    values (${event}, ${id}, '{}', 'flow.created', 'flow', ${flow}, '{}')`
  await sql`insert into blob (id, workspace_id, name, content_type, size, sha256) values (${file}, ${id}, 'a', 'text/plain', 1, 'x')`
  await sql`insert into folder (id, workspace_id, name) values (${newId()}, ${id}, 'Folder')`
  await sql`insert into flow (id, workspace_id, name, created_by) values (${flow}, ${id}, 'Flow', ${by})`
  await sql`insert into draft (workspace_id, flow_id, state) values (${id}, ${flow}, '\\x00')`
  await sql`insert into draft_update (workspace_id, flow_id, seq, update, user_id) values (${id}, ${flow}, 1, '\\x00', ${by})`
  const [thread, comment] = [newId(), newId()]
  await sql`insert into comment_thread (id, workspace_id, flow_id, created_by) values (${thread}, ${id}, ${flow}, ${by})`
  await sql`insert into comment (id, workspace_id, thread_id, author_id, body) values (${comment}, ${id}, ${thread}, ${by}, 'Hello')`
  await sql`insert into notification (id, workspace_id, user_id, comment_id, reason) values (${newId()}, ${id}, ${by}, ${comment}, 'mention')`
  await sql`insert into version (id, workspace_id, flow_id, kind, graph, hash, created_by) values (${version}, ${id}, ${flow}, 'snapshot', '{}', 'x', ${by})`
  await sql`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, config, enabled)
    values (${trigger}, ${id}, ${flow}, ${version}, 'n', 'webhook', '{}', true)`
  await sql`insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input)
    values (${run}, ${id}, ${flow}, ${version}, 'live', 'queued', 'n', '{"kind":"webhook"}', '{}')`
  await sql`insert into journal (run_id, seq, workspace_id, epoch, events) values (${run}, 1, ${id}, 1, '[]')`
  await sql`insert into unsealed_run (workspace_id, run_id) values (${id}, ${run})`
  await sql`insert into run_file (workspace_id, file_id, run_id) values (${id}, ${file}, ${run})`
  await sql`insert into delivery (id, workspace_id, trigger_id, key, run_id) values (${newId()}, ${id}, ${trigger}, 'k', ${run})`
  await sql`insert into callback (id, workspace_id, run_id, step, config) values (${newId()}, ${id}, ${run}, 'link', '{}')`
  await sql`insert into run_view (id, workspace_id, owner_id, name, filter) values (${newId()}, ${id}, ${by}, 'Mine', '{}')`
  const whatIf = newId()
  await sql`insert into what_if (id, workspace_id, flow_id, version_id, status, picked, created_by)
    values (${whatIf}, ${id}, ${flow}, ${version}, 'done', '{}', ${newId()})`
  await sql`insert into what_if_result (workspace_id, what_if_id, run_id) values (${id}, ${whatIf}, ${run})`
  await sql`insert into wait (id, workspace_id, run_id, step, kind) values (${wait}, ${id}, ${run}, 's', 'approval')`
  await sql`insert into approval_decision (id, workspace_id, wait_id, decider, decider_name, decision, edits, via)
    values (${newId()}, ${id}, ${wait}, ${by}, 'Owner', 'approved', '[]', 'app')`
  await sql`insert into approval_message (id, workspace_id, wait_id, channel, target, status)
    values (${newId()}, ${id}, ${wait}, 'mail', '{}', 'owed')`
  await sql`insert into audit_link (workspace_id, seq, event_id, hash) values (${id}, 1, ${event}, 'x')`
  // Not linked yet, so pending.
  await sql`insert into audit_event (id, workspace_id, actor, action, resource_type, resource_id, detail)
    values (${newId()}, ${id}, '{}', 'flow.renamed', 'flow', ${flow}, '{}')`
  await sql`insert into audit_unsigned (workspace_id) values (${id})`
  await sql`insert into audit_checkpoint (workspace_id, seq, after, hash, key_id, signature, at) values (${id}, 1, 0, 'x', 'k', 'y', now())`
  await sql`insert into outside_call (id, workspace_id, run_id, step, attempt, capability, summary, sealed, digest, at, duration_ms)
    values (${newId()}, ${id}, ${run}, 's', 1, 'http', '{}', '\\x00', 'x', now(), 1)`
  await sql`insert into refused_mail (id, workspace_id, flow_id, node_id, "from", subject, message_id, reason)
    values (${newId()}, ${id}, ${flow}, 'n', 'a@example.test', 'Hello', 'm', 'Not allowed')`
  await sql`insert into turn (run_id, step, workspace_id, connection_id, worker_id) values (${run}, 's', ${id}, ${connection}, ${run})`
  await sql`insert into lane (workspace_id, id, kind) values (${id}, ${flow}, 'flow')`
  await sql`insert into ask (id, workspace_id, kind, detail) values (${newId()}, ${id}, 'connection.test', '{}')`
  await sql`insert into memory_item (id, workspace_id, collection, key, value, source) values (${newId()}, ${id}, 'c', 'k', '1', 's')`
  await sql`insert into variable (id, workspace_id, name, value) values (${newId()}, ${id}, 'rate', '1')`
  await sql`insert into state_item (workspace_id, flow_id, key, value, bytes) values (${id}, ${flow}, 'k', '1', 1)`
  await sql`insert into state_change (workspace_id, flow_id, run_id, step, result) values (${id}, ${flow}, ${newId()}, 's', '{}')`
  await sql`insert into sandbox_record (id, workspace_id, connection_id, kind, key, body) values (${newId()}, ${id}, ${connection}, 'k', '1', '{}')`
  await sql`insert into workspace_key (workspace_id, wrapped, master_key_id) values (${id}, '\\x00', 'm')`
  await sql`insert into oauth_attempt (id, workspace_id, user_id, state_hash, sealed, expires_at)
    values (${newId()}, ${id}, ${by}, ${newId()}, '\\x00', now())`
}
