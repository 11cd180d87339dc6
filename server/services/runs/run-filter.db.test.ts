import { v7 } from 'uuid'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { keepFile } from '../../blobs/keep-file'
import { LARGE_VALUE_TYPE } from '../../blobs/large-value'
import { testFolder } from '../../blobs/testing'
import { type TestWorkspace, testDatabase, testWorkspace } from '../../db/testing'
import { createFlow } from '../flows/create'
import { closeDoorbell } from '../intake/ring'
import { closeLiveBus } from '../live/bus'
import { draw } from '../testing'
import { publishVersion } from '../versions/publish'
import { countChosen } from './count-chosen'
import { EVENTS_AT_ONCE, READ_AT_ONCE } from './holds-text'
import { LARGEST_READ } from './in-large-values'
import { lastGoodRun } from './last-good'
import { listRuns } from './list'
import type { RunFilter } from './run-filter'
import { startRun } from './start'
import { runVolume } from './volume'

const database = testDatabase()
testFolder()
afterAll(async () => {
  await Promise.all([closeDoorbell(), closeLiveBus()])
})

const HOUR = 3_600_000
let workspace: TestWorkspace
let flowId: string
let call: { actor: TestWorkspace['operator'] }

beforeEach(async () => {
  workspace = await testWorkspace(database.owner())
  call = { actor: workspace.operator }
  flowId = (await createFlow({ actor: workspace.builder }, { name: 'Flow' })).id
  await draw({ actor: workspace.builder }, flowId)
  await publishVersion({ actor: workspace.builder }, { flowId })
})

/** A run as it would stand there had it begun some time ago. */
async function past(hoursAgo: number, status: 'failed' | 'succeeded' | 'queued', input: unknown = {}, tookMs = 1_000): Promise<string> {
  const { runId } = await startRun(call, { flowId, input: input as never })
  const at = Date.now() - hoursAgo * HOUR
  const id = v7({ msecs: at })
  const [began, ended] = status === 'queued' ? [null, null] : [new Date(at), new Date(at + tookMs)]
  await database.owner()`update run set id = ${id}, status = ${status}, created_at = ${new Date(at)}, started_at = ${began}, finished_at = ${ended}
    where id = ${runId}`
  return id
}

const found = async (filter: RunFilter & { among?: string[] }) => (await listRuns(call, filter)).items.map(({ id }) => id)

describe('runs are found', () => {
  it('by when they began', async () => {
    const [old, recent] = [await past(50, 'failed'), await past(2, 'succeeded')]
    expect(await found({ since: '24h' })).toEqual([recent])
    expect(await found({ since: '7d' })).toEqual([recent, old])
    expect(
      await found({ from: new Date(Date.now() - 60 * HOUR).toISOString(), to: new Date(Date.now() - 10 * HOUR).toISOString() }),
    ).toEqual([old])
    expect(await countChosen(call, { filter: { since: '24h' } })).toMatchObject({ ended: 1, goingOn: 0 })
  })

  it('by who started them, and by nobody of another workspace', async () => {
    const mine = await past(1, 'succeeded')
    expect(await found({ by: workspace.operator.userId })).toEqual([mine])
    expect(await found({ by: workspace.builder.userId })).toEqual([])
  })

  it('among those that changed, which may fit no more', async () => {
    const [ended, going, other] = [await past(3, 'succeeded'), await past(2, 'queued'), await past(1, 'queued')]
    expect(await found({ among: [going, ended] })).toEqual([going, ended])
    expect(await found({ among: [ended, going], status: 'queued' })).toEqual([going])
    expect(await found({ among: [ended, going], text: 'nobody' })).toEqual([])
    const stranger = await testWorkspace(database.owner(), 'Other')
    expect((await listRuns({ actor: stranger.viewer }, { among: [ended, going, other] })).items).toEqual([])
  })

  it('by what came in, whatever signs are in it', async () => {
    const hooli = await past(3, 'failed', { body: { vendor: 'Hooli "GmbH" 100%_x' } })
    await past(2, 'failed', { body: { vendor: 'Globex' } })
    for (const text of ['hooli', 'Hooli "GmbH"', '100%_x']) expect(await found({ text })).toEqual([hooli])
    for (const text of ['1_0', '%', 'Initech']) expect(await found({ text })).toEqual(text === '%' ? [hooli] : [])
    expect(await countChosen(call, { filter: { text: 'hooli' } })).toMatchObject({ ended: 1 })
  })

  it('by what a step gave or said went wrong, however it is written, and by nothing that only names what happened', async () => {
    const [gave, failed, swept] = [await past(4, 'succeeded'), await past(3, 'failed'), await past(2, 'succeeded')]
    const completed = { type: 'step.completed', at: 1, step: 'a', attempt: 1, port: 'out', output: { vendor: 'Hooli "GmbH" ✓' } }
    await write(gave, 1, [{ type: 'step.started', at: 1, step: 'a', attempt: 1 }, completed])
    const error = { code: 'refused', message: 'Globex said no' }
    await write(failed, 1, [{ type: 'step.failed', at: 1, step: 'a', attempt: 1, error }])
    await write(swept, 1, [{ type: 'loop.opened', at: 1, step: 'l', attempt: 1, items: [] }])
    await write(swept, 2, [{ type: 'loop.swept', at: 1, step: 'l', index: 0, outputs: [{ vendor: 'Initech' }], passed: { secret: 1 } }])
    for (const text of ['hooli', 'Hooli "GmbH" ✓', 'vendor":"Hoo']) expect(await found({ text })).toEqual(text.includes('":') ? [] : [gave])
    expect(await found({ text: 'globex SAID' })).toEqual([failed])
    expect(await found({ text: 'Initech' })).toEqual([swept])
    for (const text of ['step.completed', 'attempt', 'refused', 'secret']) expect(await found({ text })).toEqual([])
    expect(await countChosen(call, { filter: { text: 'globex' } })).toMatchObject({ ended: 1 })
    const stranger = await testWorkspace(database.owner())
    expect((await listRuns({ actor: stranger.operator }, { text: 'hooli' })).items).toEqual([])
  })

  it('by text, though one of them holds what can not be taken apart', async () => {
    const [odd, even] = [await past(3, 'succeeded'), await past(2, 'succeeded')]
    for (const [id, vendor] of [
      [odd, 'Hooli \0 \ud800'],
      [even, 'Hooli'],
    ] as const)
      await write(id, 1, [{ type: 'step.completed', at: 1, step: 'a', attempt: 1, port: 'out', output: { vendor } }])
    expect(await found({ text: 'hooli' })).toEqual([even, odd])
  })

  it('by text, so much of what happened at a time, and one run at least', async () => {
    const wanted = await past(9, 'succeeded', { vendor: 'Hooli' })
    const long = await past(8, 'succeeded')
    await database.owner()`update run set next_seq = ${EVENTS_AT_ONCE} where id = ${long}`
    await past(7, 'succeeded')
    const first = await listRuns(call, { text: 'hooli' })
    expect(first).toEqual({ items: [], nextCursor: long, unread: 0 })
    const second = await listRuns(call, { text: 'hooli', cursor: long })
    expect(second).toMatchObject({ items: [{ id: wanted }], nextCursor: null })
    await database.owner()`update run set next_seq = ${EVENTS_AT_ONCE * 3} where id = ${wanted}`
    expect(await listRuns(call, { text: 'hooli', cursor: long })).toMatchObject({ items: [{ id: wanted }], nextCursor: null })
  })

  it('by all that lies beside the journal of one run, however many values that are', async () => {
    const many = await past(1, 'succeeded')
    const bytes = Buffer.from(JSON.stringify(`${'x'.repeat(300_000)} Wayne`))
    await keepFile(workspace.id, { name: 'a.json', contentType: LARGE_VALUE_TYPE, bytes }, many)
    await database.owner()`
      with large as (
        insert into blob (id, workspace_id, name, content_type, size, sha256)
        select ('ffffffff-ffff-7fff-8fff-' || lpad(to_hex(at), 12, '0'))::uuid, ${workspace.id}, 'b.json', ${LARGE_VALUE_TYPE}, ${LARGEST_READ + 1}, ''
        from generate_series(1, 600) at
        returning id
      )
      insert into run_file (workspace_id, file_id, run_id) select ${workspace.id}, id, ${many} from large`
    expect(await listRuns(call, { text: 'wayne' })).toMatchObject({ items: [{ id: many }], nextCursor: null, unread: 600 })
  })

  it('by what lies beside the journal, so many bytes at a time, and says what is too large', async () => {
    const large = (size: number, text: string) => ({
      name: 'a.json',
      contentType: LARGE_VALUE_TYPE,
      bytes: Buffer.from(JSON.stringify(`${'x'.repeat(size)}${text}`)),
    })
    const old = await past(9, 'succeeded')
    await keepFile(workspace.id, large(300_000, ' Hooli "GmbH"'), old)
    for (let at = 0; at < 6; at++) await keepFile(workspace.id, large(7_000_000, ''), await past(8 - at, 'succeeded'))
    const huge = await past(1, 'succeeded')
    await keepFile(workspace.id, large(LARGEST_READ, 'Hooli'), huge)
    const other = await testWorkspace(database.owner())
    await keepFile(other.id, large(300_000, 'Hooli'), huge)

    const first = await listRuns(call, { text: 'hooli "gmbh' })
    expect(first).toMatchObject({ items: [], unread: 1 })
    expect(first.nextCursor).not.toBeNull()
    const second = await listRuns(call, { text: 'hooli "gmbh', cursor: first.nextCursor ?? undefined })
    expect(second).toMatchObject({ items: [{ id: old }], nextCursor: null, unread: 0 })
    expect(await found({ text: 'hooli', since: '24h', to: new Date(Date.now() - 8.5 * HOUR).toISOString() })).toEqual([old])
    expect(await countChosen(call, { filter: { text: 'hooli', to: new Date(Date.now() - 8.5 * HOUR).toISOString() } })).toMatchObject({
      ended: 1,
    })
  })

  it('by text far back, some thousands at a time', async () => {
    const wanted = await past(100, 'failed', { vendor: 'Hooli' })
    const pages: string[][] = []
    await fillAbove(wanted, READ_AT_ONCE + 10)
    for (let cursor: string | undefined; pages.length < 5; ) {
      const page = await listRuns(call, { text: 'hooli', cursor })
      pages.push(page.items.map(({ id }) => id))
      if (!page.nextCursor) break
      cursor = page.nextCursor
    }
    expect(pages).toEqual([[], [wanted]])
  })
})

async function write(runId: string, seq: number, events: unknown[]): Promise<void> {
  await database.owner()`
    insert into journal (run_id, seq, workspace_id, epoch, events)
    values (${runId}, ${seq}, ${workspace.id}, 1, ${JSON.stringify(events)}::text::json)`
}

/** So many runs, all younger than this one. */
async function fillAbove(id: string, count: number): Promise<void> {
  const begin = Date.now() - 50 * HOUR
  const ids = Array.from({ length: count }, (_, at) => v7({ msecs: begin + at }))
  await database.owner()`
    insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input)
    select made::uuid, workspace_id, flow_id, version_id, mode, 'failed', trigger_node_id, '{"kind":"webhook"}', '{}'
    from run, unnest(${ids}::text[]) made where run.id = ${id}`
}

it('the chart counts how they ended and how long they took, by piece of time', async () => {
  await past(1, 'succeeded', {}, 1_000)
  await past(1, 'succeeded', {}, 3_000)
  await past(30, 'failed', {}, 500)
  await past(1, 'queued')
  const day = await runVolume(call, { since: '24h' })
  expect(day.buckets.length).toBeLessThanOrEqual(61)
  const counts = day.buckets.filter(({ succeeded, failed, goingOn }) => succeeded + failed + goingOn > 0)
  expect(counts.reduce((sum, each) => sum + each.succeeded, 0)).toBe(2)
  expect(counts.reduce((sum, each) => sum + each.failed, 0)).toBe(0)
  expect(counts.reduce((sum, each) => sum + each.goingOn, 0)).toBe(1)
  expect(counts.find(({ succeeded }) => succeeded === 2)?.p50).toBe(2_000)
  expect(day.p50).toBe(2_000)
  const week = await runVolume(call, {})
  expect(week.buckets.reduce((sum, each) => sum + each.failed, 0)).toBe(1)
  expect(week.most).toBeNull()
})

it('the days of the chart are those of whoever looks, and leave no run out', async () => {
  const from = '2026-07-01T00:00:00.000Z'
  await past((Date.now() - Date.parse('2026-07-10T22:30:00.000Z')) / HOUR, 'succeeded')
  const dayIn = async (zone: string) => {
    const { buckets } = await runVolume(call, { from, to: '2026-08-20T00:00:00.000Z', zone })
    return buckets.filter(({ succeeded }) => succeeded > 0).map(({ at, succeeded }) => [new Date(at).toISOString(), succeeded])
  }
  expect(await dayIn('UTC')).toEqual([['2026-07-10T00:00:00.000Z', 1]])
  expect(await dayIn('Europe/Berlin')).toEqual([['2026-07-10T22:00:00.000Z', 1]])
  expect(await dayIn('America/New_York')).toEqual([['2026-07-10T04:00:00.000Z', 1]])
  const { runId } = await startRun(call, { flowId, input: {} })
  // Its id is of a moment before that of its row, or after it.
  await database.owner()`update run set created_at = ${from}::timestamptz - interval '1 day' where id = ${runId}`
  const { buckets } = await runVolume(call, { since: '24h' })
  expect(buckets.reduce((sum, { goingOn }) => sum + goingOn, 0)).toBe(1)
})

it('the last good run is the newest of that flow before it that was done, and nobody else’s', async () => {
  await past(5, 'succeeded')
  const good = await past(4, 'succeeded')
  const failed = await past(3, 'failed')
  await past(2, 'succeeded')
  expect(await lastGoodRun(call, { id: failed })).toBe(good)
  const stranger = await testWorkspace(database.owner())
  await expect(lastGoodRun({ actor: stranger.operator }, { id: failed })).rejects.toMatchObject({ code: 'not_found' })
})
