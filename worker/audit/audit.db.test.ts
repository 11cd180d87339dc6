import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { Json } from '@/flow/json'
import { appDb, engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { inWorkspace, setWorkspace } from '@/server/db/tenancy'
import { type TestWorkspace, testWorkspace } from '@/server/db/testing'
import { record } from '@/server/governance/audit'
import { checkpointLog } from '@/server/governance/chain/checkpoint-log'
import { digestOfList, type RunSeal, RunSealSchema } from '@/server/governance/receipt/run-seal'
import { verifyAudit } from '@/server/services/audit/verify'
import { endOverdueCancels } from '../reconcile/overdue-cancels'
import { ended, testWorld, waiting } from '../testing/world'
import { sealWorkspace } from './seal-workspace'
import { Sealer } from './sealer'

const world = testWorld()
const sealers: Sealer[] = []
afterEach(async () => {
  await Promise.all(sealers.splice(0).map((sealer) => sealer.stop()))
})

const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })

async function rename({ id, owner }: TestWorkspace, times: number): Promise<void> {
  await inWorkspace(id, async (tx) => {
    for (let i = 0; i < times; i++) await record(tx, owner, 'flow.renamed', { type: 'flow', id: newId() }, { from: `${i}`, to: `${i + 1}` })
  })
}

function newSealer(options: { signAfterMs?: number } = {}): Sealer {
  const sealer = new Sealer(engineSql(), options)
  sealers.push(sealer)
  return sealer
}

type Counts = { links: number; checkpoints: number; pending: number; unsigned: number }

async function counts(workspaceId: string): Promise<Counts> {
  const [row] = await world.sql()<Counts[]>`select
    (select count(*)::int from audit_link where workspace_id = ${workspaceId}) as links,
    (select count(*)::int from audit_checkpoint where workspace_id = ${workspaceId}) as checkpoints,
    (select count(*)::int from audit_pending where workspace_id = ${workspaceId}) as pending,
    (select count(*)::int from audit_unsigned where workspace_id = ${workspaceId}) as unsigned`
  return row ?? { links: -1, checkpoints: -1, pending: -1, unsigned: -1 }
}

function verified(workspaceId: string) {
  return verifyAudit({ actor: { kind: 'system', workspaceId, reason: 'test' } })
}

describe('the sealer', () => {
  it('links and signs what was recorded, and keeps the checkpoint outside as well', async () => {
    const workspace = await testWorkspace(world.sql())
    await rename(workspace, 3)
    await newSealer().seal()
    expect(await counts(workspace.id)).toEqual({ links: 3, checkpoints: 1, pending: 0, unsigned: 0 })
    expect(await verified(workspace.id)).toMatchObject({ intact: true, links: 3, signedThrough: 3 })
    const kept = (await readFile(checkpointLog(), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(kept).toContainEqual(expect.objectContaining({ workspaceId: workspace.id, seq: 3 }))
  })

  it('links an event that appears late behind younger ones', async () => {
    const workspace = await testWorkspace(world.sql())
    let commit = () => {}
    const committed = new Promise<void>((resolve) => {
      commit = resolve
    })
    let wrote = () => {}
    const written = new Promise<void>((resolve) => {
      wrote = resolve
    })
    const slow = appDb().transaction(async (tx) => {
      await setWorkspace(tx, workspace.id)
      await record(tx, workspace.owner, 'flow.created', { type: 'flow', id: newId() })
      wrote()
      await committed
    })
    await written
    await rename(workspace, 2)
    await newSealer().seal()
    expect(await counts(workspace.id)).toMatchObject({ links: 2 })
    commit()
    await slow
    await newSealer().seal()
    const order = await world.sql()`select action from audit_link l join audit_event e on e.id = l.event_id
      where l.workspace_id = ${workspace.id} order by seq`
    expect(order.map(({ action }) => action)).toEqual(['flow.renamed', 'flow.renamed', 'flow.created'])
    expect(await verified(workspace.id)).toMatchObject({ intact: true, links: 3 })
  })

  it('is one at a time for a workspace, however many there are', async () => {
    const workspace = await testWorkspace(world.sql())
    await rename(workspace, 50)
    const writing = Array.from({ length: 5 }, () => rename(workspace, 20))
    const sealing = Array.from({ length: 8 }, async () => {
      for (let i = 0; i < 5; i++) await sealWorkspace(workspace.id, 0)
    })
    await Promise.all([...writing, ...sealing])
    await sealWorkspace(workspace.id, 0)
    expect(await counts(workspace.id)).toMatchObject({ links: 150 })
    expect(await verified(workspace.id)).toMatchObject({ intact: true, links: 150 })
  })

  it('signs a long backlog on the way, and what is young a little later', async () => {
    const workspace = await testWorkspace(world.sql())
    await rename(workspace, 2_100)
    await newSealer().seal()
    expect(await counts(workspace.id)).toEqual({ links: 2_100, checkpoints: 2, pending: 0, unsigned: 1 })
    await newSealer({ signAfterMs: 0 }).seal()
    expect(await counts(workspace.id)).toEqual({ links: 2_100, checkpoints: 3, pending: 0, unsigned: 0 })
  })

  it('goes on for the others when one chain can’t be sealed', async () => {
    const [broken, whole] = [await testWorkspace(world.sql()), await testWorkspace(world.sql())]
    await rename(broken, 1)
    await rename(whole, 1)
    await world.sql()`alter table audit_link add constraint broken check (workspace_id <> ${world.sql().unsafe(`'${broken.id}'`)})`
    await newSealer().seal()
    expect(await counts(whole.id)).toMatchObject({ links: 1 })
    expect(await counts(broken.id)).toMatchObject({ links: 0 })
    await world.sql()`alter table audit_link drop constraint broken`
    await newSealer().seal()
    expect(await counts(broken.id)).toMatchObject({ links: 1 })
  })
})

describe('a run that ended', () => {
  it('is sealed once, with what it did', async () => {
    const { start, workspaceId, versionId } = await world.flow('t → a', { a: set('x') })
    const id = await start({ order: 7 })
    await (await world.worker()).take([id])
    await world.until(id, ended)
    await Promise.all([newSealer().seal(), newSealer().seal()])
    await newSealer().seal()
    const seals = await world.sql()<{ detail: RunSeal }[]>`
      select detail from audit_event where workspace_id = ${workspaceId} and action = 'run.sealed' and resource_id = ${id}`
    expect(seals).toHaveLength(1)
    const journal = await world.events(id)
    expect(seals[0]?.detail).toMatchObject({
      versionId,
      versionHash: expect.stringMatching(/^[\da-f]{64}$/),
      status: 'succeeded',
      mode: 'live',
      startedBy: { kind: 'member' },
      journal: { count: journal.length + 1 },
    })
    // It did nothing outside, asked nobody and named no file: that is said by saying nothing.
    for (const list of ['calls', 'approvals', 'files']) expect(seals[0]?.detail).not.toHaveProperty(list)
    const none = digestOfList([])
    expect(RunSealSchema.parse(seals[0]?.detail)).toMatchObject({ calls: { ...none, each: [] }, approvals: none, files: none })
    expect(await world.sql()`select from unsealed_run where run_id = ${id}`).toHaveLength(0)
  })

  it('is sealed no second time when it is owed a seal that it has, and holds up nobody', async () => {
    const { start, workspaceId } = await world.flow('t → a', { a: set('x') })
    const [first, second] = [await start(), await start()]
    const worker = await world.worker()
    await worker.take([first])
    await world.until(first, ended)
    await newSealer().seal()
    await worker.take([second])
    await world.until(second, ended)
    await world.sql()`insert into unsealed_run (workspace_id, run_id) values (${workspaceId}, ${first}), (${workspaceId}, ${newId()})`
    await newSealer({ signAfterMs: 0 }).seal()
    expect(await sealsOf(workspaceId)).toEqual([first, second].sort())
    expect(await world.sql()`select from unsealed_run`).toHaveLength(0)
    expect(await verified(workspaceId)).toMatchObject({ intact: true, links: 2, signedThrough: 2 })
  })

  it('is sealed with the digest that its worker knows, which is what its journal reads as', async () => {
    const { start, workspaceId } = await world.flow('t → a → b', { a: set('{{ trigger.order }}'), b: set('{{ steps.a }}') })
    const id = await start({ order: { z: 1, a: ['ü', null, { c: 1.5, b: '"' }] } })
    await (await world.worker()).take([id])
    await world.until(id, ended)
    const [owed] = await world.sql()`select events as count, digest from unsealed_run where run_id = ${id}`
    expect(owed).toEqual(await readDigest(id))
    await newSealer().seal()
    expect(await sealedJournals(workspaceId)).toEqual([owed])
  })

  it('is read by the sealer where it was in several hands, or its end came from outside', async () => {
    const { start, workspaceId } = await world.flow('t → a → w → b', {
      a: set('x'),
      b: set('y'),
      w: { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } },
    })
    const [id, cancelled] = [await start(), await start()]
    await (await world.worker()).take([id])
    await world.until(id, waiting)
    await world.sql()`update wait set fired_at = now() where run_id = ${id}`
    await world.sql()`update run set status = 'queued' where id = ${id}`
    await (await world.worker()).take([id])
    await world.until(id, ended)
    await world.sql()`update run set cancel_requested_at = now() - interval '1 minute' where id = ${cancelled}`
    await endOverdueCancels(engineSql())
    expect(await world.sql()`select digest from unsealed_run`).toEqual([{ digest: null }, { digest: null }])
    const read = [await readDigest(id), await readDigest(cancelled)]
    await newSealer().seal()
    expect(await sealedJournals(workspaceId)).toEqual(read)
  })

  it('is not sealed before it ends', async () => {
    const { start, workspaceId } = await world.flow('t → a', { a: set('x') })
    await start()
    await newSealer().seal()
    expect(await sealsOf(workspaceId)).toEqual([])
  })

  it('is sealed by the next one when a sealer dies on the way', async () => {
    const { start, workspaceId } = await world.flow('t → a', { a: set('x') })
    const ids = [await start(), await start()]
    await (await world.worker()).take(ids)
    for (const id of ids) await world.until(id, ended)
    await world.sql()`alter table audit_checkpoint add constraint dies check (seq < 0) not valid`
    await newSealer().seal()
    expect(await sealsOf(workspaceId)).toEqual([])
    await world.sql()`alter table audit_checkpoint drop constraint dies`
    await newSealer().seal()
    expect(await sealsOf(workspaceId)).toEqual([...ids].sort())
  })
})

/** Of the whole journal, as somebody reads it who has only the database. */
async function readDigest(id: string): Promise<RunSeal['journal']> {
  const [run] = await world.sql()<{ at: Date; input: Json }[]>`select started_at as at, input from run where id = ${id}`
  if (!run) throw new Error('no such run')
  const started = { type: 'run.started', at: run.at.getTime(), triggerNodeId: 't', input: run.input }
  return digestOfList([started, ...(await world.events(id))])
}

async function sealedJournals(workspaceId: string): Promise<RunSeal['journal'][]> {
  const rows = await world.sql()<{ journal: RunSeal['journal'] }[]>`
    select detail->'journal' as journal from audit_event where workspace_id = ${workspaceId} and action = 'run.sealed' order by resource_id`
  return rows.map(({ journal }) => journal)
}

async function sealsOf(workspaceId: string): Promise<Json[]> {
  const rows = await world.sql()`
    select resource_id from audit_event where workspace_id = ${workspaceId} and action = 'run.sealed' order by resource_id`
  return rows.map((row) => row.resource_id)
}
