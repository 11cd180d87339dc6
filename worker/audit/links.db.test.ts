import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/server/db/id'
import { auditEvent, auditLink, auditPending } from '@/server/db/schema'
import { inWorkspace } from '@/server/db/tenancy'
import { type TestWorkspace, testDatabase, testWorkspace } from '@/server/db/testing'
import { record } from '@/server/governance/audit'

const database = testDatabase()
let ours: TestWorkspace
let theirs: TestWorkspace

beforeEach(async () => {
  ours = await testWorkspace(database.owner(), 'Ours')
  theirs = await testWorkspace(database.owner(), 'Theirs')
})

async function recorded({ id, owner }: TestWorkspace): Promise<string> {
  return inWorkspace(id, async (tx) => {
    await record(tx, owner, 'flow.created', { type: 'flow', id: newId() })
    const [event] = await tx.select({ id: auditEvent.id }).from(auditEvent)
    return event?.id ?? ''
  })
}

async function pending({ id }: TestWorkspace): Promise<string[]> {
  const rows = await database.owner()`select event_id from audit_pending where workspace_id = ${id}`
  return rows.map(({ event_id }) => event_id)
}

const link = ({ id }: TestWorkspace, eventId: string) =>
  inWorkspace(id, (tx) => tx.insert(auditLink).values({ workspaceId: id, seq: 1, eventId, hash: 'x' }))

describe('an event', () => {
  it('is owed a link from when it is written until it is linked', async () => {
    const [one, other] = [await recorded(ours), await recorded(theirs)]
    expect([await pending(ours), await pending(theirs)]).toEqual([[one], [other]])
    await link(ours, one)
    expect([await pending(ours), await pending(theirs)]).toEqual([[], [other]])
  })

  it('is owed none when the statement that writes it links it, and the others of that statement are', async () => {
    const [linked, not] = [newId(), newId()]
    await inWorkspace(ours.id, (tx) =>
      tx.execute(sql`
        with written as (
          insert into audit_event (id, workspace_id, actor, action, resource_type, resource_id, detail)
          select id, ${ours.id}::uuid, '{}', 'run.sealed', 'run', id::text, '{}' from unnest(${`{${linked},${not}}`}::uuid[]) as event (id)
        )
        insert into audit_link (workspace_id, seq, hash, event_id) values (${ours.id}, 1, 'x', ${linked})`),
    )
    expect(await pending(ours)).toEqual([not])
  })

  it('stays owed whatever the app does besides linking it', async () => {
    const event = await recorded(ours)
    await expect(inWorkspace(ours.id, (tx) => tx.delete(auditPending))).rejects.toThrow()
    await expect(inWorkspace(ours.id, (tx) => tx.insert(auditPending).values({ workspaceId: ours.id, eventId: newId() }))).rejects.toThrow()
    expect(await pending(ours)).toEqual([event])
  })

  it('belongs to a workspace that is there', async () => {
    const write = database.owner()`insert into audit_event (id, workspace_id, actor, action, resource_type, resource_id, detail)
      values (${newId()}, ${newId()}, '{}', 'flow.created', 'flow', 'x', '{}')`
    await expect(write).rejects.toMatchObject({ code: '23503' })
  })

  it('is never removed, by the owner of the tables neither', async () => {
    const event = await recorded(ours)
    await expect(database.owner()`delete from audit_event where id = ${event}`).rejects.toMatchObject({ code: '23001' })
    await expect(database.owner()`truncate audit_event`).rejects.toMatchObject({ code: '23001' })
  })
})

describe('a link', () => {
  it('has an event, and one of its workspace', async () => {
    const other = await recorded(theirs)
    for (const event of [newId(), other]) await expect(link(ours, event)).rejects.toMatchObject({ cause: { code: '23503' } })
    expect(await database.owner()`select from audit_link where workspace_id = ${ours.id}`).toHaveLength(0)
  })
})
