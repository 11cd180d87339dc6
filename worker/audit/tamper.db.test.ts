import { execFile } from 'node:child_process'
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { TransactionSql } from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { type TestWorkspace, testDatabase, testWorkspace } from '@/server/db/testing'
import { checkpointLog } from '@/server/governance/chain/checkpoint-log'
import { trustedKeys } from '@/server/governance/chain/keys'
import { auditedEvent, digestOf, linkHash } from '@/server/governance/chain/link'
import { publicKeyText, signingKey } from '@/server/governance/chain/signing-key'
import { exportAudit } from '@/server/services/audit/export'
import { verifyAudit } from '@/server/services/audit/verify'
import { createFlow } from '@/server/services/flows/create'
import { renameFlow } from '@/server/services/flows/rename'
import { Sealer } from './sealer'

const database = testDatabase()
const run = promisify(execFile)
let data: string
let workspace: TestWorkspace

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'kaos-audit-'))
  process.env.KAOS_DATA = data
})
afterAll(() => rm(data, { recursive: true, force: true }))

/** A flow made and renamed, with checkpoints at 3, 6 and 8. */
beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  const call = { actor: workspace.owner }
  const sealer = new Sealer(engineSql(), { signAfterMs: 0 })
  const { id } = await createFlow(call, { name: 'Name 0' })
  for (let name = 1; name < 3; name++) await renameFlow(call, { id, name: `Name ${name}` })
  await sealer.seal()
  for (let name = 3; name < 6; name++) await renameFlow(call, { id, name: `Name ${name}` })
  await sealer.seal()
  for (let name = 6; name < 8; name++) await renameFlow(call, { id, name: `Name ${name}` })
  await sealer.seal()
})

/** What somebody can do who owns the database: foreign keys and triggers are no hindrance. */
async function tamper(work: (sql: TransactionSql) => Promise<unknown>): Promise<void> {
  await database.owner().begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await work(sql)
  })
}

async function eventOf(sql: TransactionSql, seq: number): Promise<string> {
  const [row] = await sql`select event_id from audit_link where workspace_id = ${workspace.id} and seq = ${seq}`
  return row?.event_id
}

async function findings(): Promise<string[]> {
  return (await verifyAudit({ actor: workspace.auditor })).problems.map(({ code, seq }) => `${code} ${seq}`)
}

describe('somebody who owns the database', () => {
  it('leaves no trace as long as nothing is done', async () => {
    expect(await verifyAudit({ actor: workspace.auditor })).toMatchObject({ intact: true, links: 8, signedThrough: 8 })
  })

  it('changes what an event says', async () => {
    await tamper(
      (sql) => sql`update audit_event set detail = '{"from":"Name 2","to":"Forged"}' where id =
        (select event_id from audit_link where workspace_id = ${workspace.id} and seq = 4)`,
    )
    expect(await findings()).toEqual(['changed 4'])
  })

  it('changes who it was, or when, by a second', async () => {
    await tamper(
      (sql) => sql`update audit_event set actor = jsonb_set(actor, '{name}', '"Mallory"') where id =
        (select event_id from audit_link where workspace_id = ${workspace.id} and seq = 2)`,
    )
    await tamper(
      (sql) => sql`update audit_event set at = at - interval '1 second' where id =
        (select event_id from audit_link where workspace_id = ${workspace.id} and seq = 7)`,
    )
    expect(await findings()).toEqual(['changed 2', 'changed 7'])
  })

  it('removes the last link, and its event with it', async () => {
    await tamper(
      (sql) => sql`delete from audit_event where id = (select event_id from audit_link where workspace_id = ${workspace.id} and seq = 8)`,
    )
    await tamper((sql) => sql`delete from audit_link where workspace_id = ${workspace.id} and seq = 8`)
    expect((await verifyAudit({ actor: workspace.auditor })).problems[0]?.message).toMatch(
      /^The chain ends at link 7, but was 8 links long/,
    )
  })

  it('removes the end and the checkpoints that knew it: the log outside knows it too', async () => {
    await tamper(
      (sql) => sql`delete from audit_event where id in (select event_id from audit_link where workspace_id = ${workspace.id} and seq > 6)`,
    )
    await tamper((sql) => sql`delete from audit_link where workspace_id = ${workspace.id} and seq > 6`)
    await tamper((sql) => sql`delete from audit_checkpoint where workspace_id = ${workspace.id} and seq > 6`)
    expect(await findings()).toEqual(['cut-off 6'])
    await truncate(checkpointLog())
    expect(await findings()).toEqual([])
  })

  it('removes everything', async () => {
    for (const table of ['audit_link', 'audit_checkpoint', 'audit_event']) {
      await tamper((sql) => sql`delete from ${sql(table)} where workspace_id = ${workspace.id}`)
    }
    expect(await findings()).toEqual(['cut-off 0'])
  })

  it('removes a checkpoint', async () => {
    await tamper((sql) => sql`delete from audit_checkpoint where workspace_id = ${workspace.id} and seq = 6`)
    expect(await findings()).toEqual(['missing-checkpoint 8'])
  })

  it('lets two links change places', async () => {
    await tamper(async (sql) => {
      const four = await eventOf(sql, 4)
      const five = await eventOf(sql, 5)
      for (const [seq, event] of [
        [4, newId()],
        [5, four],
        [4, five],
      ] as const) {
        await sql`update audit_link set event_id = ${event} where workspace_id = ${workspace.id} and seq = ${seq}`
      }
    })
    expect((await verifyAudit({ actor: workspace.auditor })).problems).toEqual([
      { code: 'order', seq: 4, message: 'The events of links 4 and 5 changed places after they were sealed.' },
    ])
  })

  it('changes an event and hashes the rest anew, without the key', async () => {
    await tamper(async (sql) => {
      await sql`update audit_event set detail = '{"from":"Name 3","to":"Forged"}' where id =
        (select event_id from audit_link where workspace_id = ${workspace.id} and seq = 5)`
      const links =
        await sql`select l.seq::int, l.hash, e.id, e.workspace_id, e.at, e.actor, e.action, e.resource_type, e.resource_id, e.detail
        from audit_link l join audit_event e on e.id = l.event_id where l.workspace_id = ${workspace.id} and l.seq >= 4 order by seq`
      let previous: string = links[0]?.hash
      for (const row of links.slice(1)) {
        const { id, workspace_id: workspaceId, at, actor, action, resource_type: resourceType, resource_id: resourceId, detail } = row
        previous = linkHash(
          row.seq,
          previous,
          digestOf(auditedEvent({ id, workspaceId, at, actor, action, resourceType, resourceId, detail })),
        )
        await sql`update audit_link set hash = ${previous} where workspace_id = ${workspace.id} and seq = ${row.seq}`
      }
    })
    const { problems, signedThrough } = await verifyAudit({ actor: workspace.auditor })
    expect(signedThrough).toBe(3)
    // By the table and by the log outside, for both checkpoints behind the change.
    expect(problems.map(({ code, seq }) => `${code} ${seq}`)).toEqual(['rewritten 6', 'rewritten 6', 'rewritten 8', 'rewritten 8'])
    expect(problems[0]?.message).toContain('something from link 4 to 6 was changed and hashed anew')
  })

  it('slips an event past the sealer', async () => {
    await tamper(
      (sql) => sql`insert into audit_event (id, workspace_id, at, actor, action, resource_type, resource_id, detail)
        values (gen_random_uuid(), ${workspace.id}, now() - interval '1 hour', '{}', 'flow.created', 'flow', 'x', '{}')`,
    )
    expect(await findings()).toEqual(['unsealed 8'])
  })
})

describe('an exported file', () => {
  const command = (...args: string[]) =>
    run('npx', ['tsx', 'server/governance/verify-file.ts', ...args]).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    )

  async function exported(): Promise<string> {
    let text = ''
    for await (const line of await exportAudit({ actor: workspace.auditor })) text += line
    return text
  }

  async function fileOf(text: string): Promise<string> {
    const file = join(data, 'audit.jsonl')
    await writeFile(file, text)
    return file
  }

  it('is checked offline, with the key one trusts', async () => {
    const file = await fileOf(await exported())
    const [key] = trustedKeys()
    if (!key) throw new Error('There is no key')
    const { code, stdout } = await command(file, '--public-key', publicKeyText(key), '--checkpoints', checkpointLog())
    expect(stdout).toContain('Audit of Acme')
    expect(stdout).toContain('8 events.\nSigned through event 8')
    expect(stdout).toContain('✓ Nothing was changed')
    expect(code).toBe(0)
    const stranger = publicKeyText(signingKey(Buffer.alloc(32, 'x').toString('base64')).publicKey)
    expect(await command(file, '--public-key', stranger)).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('none of those trusted'),
    })
  })

  it('tells what was done to it', async () => {
    const text = await exported()
    const lines = text.trimEnd().split('\n')
    const cases: [string, string][] = [
      [text.replace('"to":"Name 4"', '"to":"Forged"'), '✗ Event 5, “flow.renamed”'],
      [lines.filter((line) => !line.includes('"seq":8')).join('\n'), '✗ The file says it has 8 links, but has 7.'],
      [lines.slice(0, -1).join('\n'), '✗ The file stops before its last line'],
      [lines.filter((line) => !(line.includes('"checkpoint"') && line.includes('"seq":6'))).join('\n'), '✗ Checkpoint 6 is missing'],
      [text.replace('"kind":"link"', '"kind":"lnk"'), '✗ Line 2 can'],
      ['', '✗ The file is empty.'],
    ]
    for (const [changed, said] of cases) {
      const { code, stdout } = await command(await fileOf(changed))
      expect(stdout).toContain(said)
      expect(code).not.toBe(0)
    }
  })
})
