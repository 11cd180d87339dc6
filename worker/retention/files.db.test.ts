import { beforeEach, expect, it } from 'vitest'
import { keepFile } from '@/server/blobs/keep-file'
import { needFiles } from '@/server/blobs/need-files'
import { blobStore } from '@/server/blobs/store'
import { engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { idOfDaysAgo } from '@/server/retention/testing'
import { acceptRun } from '@/server/services/intake/accept-run'
import { cancelRun } from '@/server/services/runs/cancel'
import { continueRun } from '@/server/services/runs/continue'
import { sealWorkspace } from '../audit/seal-workspace'
import { ended, testWorld, waiting } from '../testing/world'
import { NAMING, NOT_NAMING } from './naming'
import { sweepBytes } from './sweep-bytes'
import { sweepFiles } from './sweep-files'

const world = testWorld()
const house = () => ({ sql: engineSql(), leaving: new AbortController().signal })
let flow: Awaited<ReturnType<typeof world.flow>>
beforeEach(async () => {
  flow = await world.flow('t → a', { a: { type: 'data.set', params: { fields: [{ name: 'v', value: '{{ trigger }}' }] } } })
})

async function file(runId?: string): Promise<string> {
  const kept = await keepFile(flow.workspaceId, { name: 'a.txt', contentType: 'text/plain', bytes: Buffer.from('a') }, runId)
  return kept.$file.id
}

/** All files there are turn old. */
const age = () => world.sql()`update blob set created_at = now() - interval '8 days'`
const sweep = () => sweepFiles(house(), flow.workspaceId, 90)

async function left(ids: readonly string[]): Promise<boolean[]> {
  const rows = await world.sql()<{ id: string }[]>`select id from blob where id = any(${ids as string[]}::uuid[])`
  const stored = new Set<string>()
  for await (const id of blobStore().ids()) stored.add(id)
  for (const { id } of rows) expect(stored).toContain(id)
  return ids.map((id) => rows.some((row) => row.id === id))
}

async function accepted(input: object): Promise<string> {
  const { workspaceId, flowId, versionId } = flow
  const intake = { workspaceId, flowId, versionId, mode: 'live', triggerNodeId: 't', startedBy: { kind: 'webhook' } } as const
  const { runId } = await acceptRun({ ...intake, input: JSON.parse(JSON.stringify(input)) })
  return runId
}

const reference = (id: string) => ({ $file: { id, name: 'a.txt', contentType: 'text/plain', size: 1 } })

it('keeps what a run needs until its details are given up', async () => {
  const [came, large, unused] = [await file(), await file(), await file()]
  const first = await accepted({ attachment: reference(came) })
  await accepted({ attachment: reference(large), rest: 'x'.repeat(300_000) })
  const output = await file(first)
  await age()
  await sweep()
  expect(await left([came, large, output, unused])).toEqual([true, true, true, false])
  await world.sql()`update run set finished_at = now(), status = 'succeeded', details_removed_at = now() where id = ${first}`
  await sweep()
  expect(await left([came, large, output])).toEqual([false, true, false])
})

it('keeps a file that another run needs as well', async () => {
  const shared = await file()
  const [first, second] = [await accepted({ a: reference(shared) }), await accepted({ b: [reference(shared)] })]
  await age()
  await world.sql()`update run set finished_at = now(), status = 'failed', details_removed_at = now() where id = ${first}`
  await sweep()
  expect(await left([shared])).toEqual([true])
  await world.sql()`delete from run where id = ${second}`
  await sweep()
  expect(await left([shared])).toEqual([false])
})

it('keeps what a run has taken over, when the run before is given up', async () => {
  const { start, workspace } = await world.flow('t → a → w', {
    a: { type: 'data.set', params: { fields: [{ name: 'v', value: '{{ trigger.text }}' }] } },
    w: { type: 'flow.wait', params: { mode: 'for', amount: 100, unit: 'days' } },
  })
  const { actor, id: workspaceId } = { actor: workspace.operator, id: workspace.id }
  const worker = await world.worker()
  const before = await start({ text: 'x'.repeat(300_000) })
  await worker.take([before])
  await world.until(before, waiting)
  await cancelRun({ actor }, { id: before })
  await worker.take([before])
  await world.until(before, ended)
  const { runId } = await continueRun({ actor }, { id: before })
  await worker.take([runId])
  await world.until(runId, waiting)
  const [made] = await world.sql()<{ id: string }[]>`select id from blob where workspace_id = ${workspaceId} and name = 'a.json'`
  await age()
  await world.sql()`update run set details_removed_at = now() where id = ${before}`
  await sweepFiles(house(), workspaceId, 90)
  expect(await left([made?.id ?? ''])).toEqual([true])
})

it('leaves what is young, what is named elsewhere, and everything under a hold', async () => {
  const [young, remembered, sample, held] = [await file(), await file(), await file(), await file()]
  await world.sql()`insert into memory_item (id, workspace_id, collection, key, value, source)
    values (${newId()}, ${flow.workspaceId}, 'c', 'k', ${world.sql().json({ last: reference(remembered) })}, 's')`
  await world.sql()`insert into draft (workspace_id, flow_id, state) values (${flow.workspaceId}, ${flow.flowId}, ${Buffer.from(`\x01\xff${sample}\x00`, 'latin1')})`
  await age()
  await world.sql()`update blob set created_at = now() where id = ${young}`
  await sweepFiles(house(), flow.workspaceId, 'forever')
  expect(await left([young, remembered, sample, held])).toEqual([true, true, true, true])
  await sweep()
  expect(await left([young, remembered, sample, held])).toEqual([true, true, true, false])
})

it('notes what a run names when it is sealed, and nothing that is another workspace’s', async () => {
  const theirs = await world.flow('t → a', {})
  const mine = await file()
  await needFiles(theirs.workspaceId, newId(), JSON.stringify(reference(mine)))
  expect(await world.sql()`select from run_file where file_id = ${mine}`).toHaveLength(0)
  const id = await flow.start({ attachment: reference(mine) })
  await (await world.worker()).take([id])
  await world.until(id, ended)
  await sealWorkspace(flow.workspaceId, 0)
  expect(await world.sql()`select from run_file where file_id = ${mine} and run_id = ${id}`).toHaveLength(1)
})

it('removes bytes that belong to no file, unless they are young', async () => {
  const [orphan, young, kept] = [idOfDaysAgo(8), newId(), await file()]
  for (const id of [orphan, young]) await blobStore().write(id, Buffer.from('cut off'))
  await sweepBytes(house())
  const stored: string[] = []
  for await (const id of blobStore().ids()) stored.push(id)
  expect(stored).toEqual(expect.arrayContaining([young, kept]))
  expect(stored).not.toContain(orphan)
})

it('knows of every column that could name a file', async () => {
  const rows = await world.sql()<{ name: string }[]>`
    select c.table_name || '.' || c.column_name as name from information_schema.columns c
    join pg_class t on t.relname = c.table_name and t.relnamespace = 'public'::regnamespace and not t.relispartition
    where c.table_schema = 'public' and c.data_type in ('json', 'jsonb', 'bytea')
      and exists (select from information_schema.columns w where w.table_name = c.table_name and w.column_name in ('workspace_id', 'slug'))
    order by 1`
  const known = new Set([...NOT_NAMING, ...NAMING.map(([table, column]) => `${table}.${column}`)])
  expect(rows.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([])
})
