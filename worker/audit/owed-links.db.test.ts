import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { olderDatabase } from '@/server/db/older-database'
import { testWorkspace } from '@/server/db/testing'
import { signCheckpoint } from '@/server/governance/chain/checkpoint'
import { checkpointKey } from '@/server/governance/chain/keys'
import { type EventRow, GENESIS } from '@/server/governance/chain/link'
import { verifyAudit } from '@/server/services/audit/verify'
import { linksOf } from './link-events'
import { Sealer } from './sealer'

/** Until then an event was pending until a checkpoint covered it. */
const database = olderDatabase('0021_audit_by_statement')
const AT = new Date('2026-11-02T08:00:00Z')

beforeAll(async () => {
  process.env.KAOS_DATA = await mkdtemp(join(tmpdir(), 'kaos-test-'))
})
afterAll(() => rm(process.env.KAOS_DATA ?? '', { recursive: true, force: true }))

it('goes on with chains of which events were not linked, or links not signed, before', async () => {
  const unlinked = await chain({ events: 3, links: 0, signed: 0 })
  const half = await chain({ events: 5, links: 4, signed: 2 })
  const unsigned = await chain({ events: 3, links: 3, signed: 1 })
  const done = await chain({ events: 2, links: 2, signed: 2 })

  await database.migrateOn()
  expect(await owedOf('audit_pending')).toEqual({ [unlinked]: 3, [half]: 1 })
  expect(await owedOf('audit_unsigned')).toEqual({ [half]: 1, [unsigned]: 1 })

  await new Sealer(engineSql(), { signAfterMs: 0 }).seal()
  for (const [id, links] of [
    [unlinked, 3],
    [half, 5],
    [unsigned, 3],
    [done, 2],
  ] as const) {
    const actor = { kind: 'system', workspaceId: id, reason: 'test' } as const
    expect(await verifyAudit({ actor })).toMatchObject({ intact: true, links, signedThrough: links })
  }
  expect([await owedOf('audit_pending'), await owedOf('audit_unsigned')]).toEqual([{}, {}])
})

/** As the version before left it. */
async function chain({ events, links, signed }: { events: number; links: number; signed: number }): Promise<string> {
  const { id: workspaceId } = await testWorkspace(database.sql())
  const rows = Array.from({ length: events }, (_, at): EventRow => {
    const actor = { kind: 'system', reason: 'test' }
    return { id: newId(), workspaceId, at: AT, actor, action: 'flow.renamed', resourceType: 'flow', resourceId: newId(), detail: { at } }
  })
  const sql = database.sql()
  for (const { id, actor, action, resourceType, resourceId, detail } of rows)
    await sql`insert into audit_event (id, workspace_id, at, actor, action, resource_type, resource_id, detail)
      values (${id}, ${workspaceId}, ${AT}, ${sql.json(actor)}, ${action}, ${resourceType}, ${resourceId}, ${sql.json(detail)})`
  const linked = linksOf(null, rows).slice(0, links)
  for (const [at, { seq, hash }] of linked.entries())
    await sql`insert into audit_link (workspace_id, seq, hash, event_id) values (${workspaceId}, ${seq}, ${hash}, ${rows[at]?.id ?? ''})`
  if (signed > 0) {
    const { hash } = linked[signed - 1] ?? { hash: GENESIS }
    const { keyId, signature } = signCheckpoint(checkpointKey(), { workspaceId, seq: signed, after: 0, hash, at: AT.toISOString() })
    await sql`insert into audit_checkpoint (workspace_id, seq, after, hash, key_id, signature, at)
      values (${workspaceId}, ${signed}, 0, ${hash}, ${keyId}, ${signature}, ${AT})`
    await sql`delete from audit_pending p using audit_link l
      where p.workspace_id = ${workspaceId} and l.workspace_id = p.workspace_id and l.event_id = p.event_id and l.seq <= ${signed}`
  }
  return workspaceId
}

async function owedOf(table: string): Promise<Record<string, number>> {
  const rows = await database.sql()`select workspace_id as id, count(*)::int as count from ${database.sql()(table)} group by 1`
  return Object.fromEntries(rows.map(({ id, count }) => [id, count]))
}
