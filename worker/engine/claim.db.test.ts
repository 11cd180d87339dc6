import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import { type TestWorkspace, testDatabase, testWorkspace } from '@/server/db/testing'
import { wakeRun } from '@/server/services/runs/wake-run'
import { claim, holdBehindLanes } from './claim'
import { claimFairly } from './claim-fairly'
import { claimHeld } from './claim-held'

const database = testDatabase()
const sql = () => database.owner()
const NOBODY = '00000000-0000-0000-0000-000000000000'

type Place = { workspace: TestWorkspace; flowId: string; versionId: string }

beforeEach(async () => {
  await sql()`delete from run`
  await sql()`delete from lane`
})

async function flow(name: string, workspace?: TestWorkspace): Promise<Place> {
  const place = { workspace: workspace ?? (await testWorkspace(sql(), name)), flowId: newId(), versionId: newId() }
  const { id } = place.workspace
  await sql()`insert into flow (id, workspace_id, name, created_by) values (${place.flowId}, ${id}, ${name}, ${NOBODY})`
  await sql()`insert into version (id, workspace_id, flow_id, kind, number, graph, hash, created_by)
    values (${place.versionId}, ${id}, ${place.flowId}, 'published', 1, '{}', 'x', ${NOBODY})`
  return place
}

/** The first is the oldest. */
async function queue({ workspace, flowId, versionId }: Place, count: number, priority = 0): Promise<string[]> {
  const rows = await sql()<{ id: string }[]>`
    insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, priority, created_at)
    select gen_random_uuid(), ${workspace.id}, ${flowId}, ${versionId}, 'live', 'queued', 't', '{"kind":"webhook"}', '{}', ${priority},
      now() + n * interval '1 microsecond' from generate_series(1, ${count}) n returning id`
  return rows.map(({ id }) => id)
}

const of = ({ workspace }: Place, ids: readonly string[]) => ids.map((id) => ({ id, workspaceId: workspace.id }))

const fairly = (most: number, load: ReadonlyMap<string, number> = new Map()) => claimFairly(sql(), newId(), { most, mostOfOne: 400, load })

const whoseTurn = (most: number) => claimHeld(sql(), newId(), { most, mostOfOne: 400, load: new Map() })

const lane = ({ workspace }: Place, id: string, kind: string, most: number | null, paused = false) =>
  sql()`insert into lane (workspace_id, id, kind, most, paused_at) values (${workspace.id}, ${id}, ${kind}, ${most}, ${paused ? new Date() : null})`

const finish = (ids: readonly string[]) =>
  sql()`update run set status = 'succeeded', owner = null where id = any(${ids as string[]}::uuid[])`

function perFlow(runs: readonly { flowId: string }[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { flowId } of runs) counts[flowId] = (counts[flowId] ?? 0) + 1
  return counts
}

describe('workspaces take turns', () => {
  it('however many runs one of them has queued, the oldest of each first', async () => {
    const [large, small] = [await flow('Large'), await flow('Small')]
    await queue(large, 10_000)
    const theirs = await queue(small, 150)
    const first = await fairly(200)
    expect(perFlow(first.runs)).toEqual({ [large.flowId]: 100, [small.flowId]: 100 })
    expect(new Set(first.runs.filter(({ flowId }) => flowId === small.flowId).map(({ id }) => id))).toEqual(new Set(theirs.slice(0, 100)))
    const second = await fairly(200)
    expect(perFlow(second.runs)).toEqual({ [large.flowId]: 100, [small.flowId]: 50 })
    expect(second.more).toBe(true)
  })

  it('one that has much in hand lets others go first, and never takes the whole worker', async () => {
    const [large, small] = [await flow('Large'), await flow('Small')]
    await queue(large, 1_000)
    await queue(small, 30)
    const inHand = new Map([[large.workspace.id, 380]])
    expect(perFlow((await fairly(100, inHand)).runs)).toEqual({ [small.flowId]: 30 })
    const alone = await fairly(100, inHand)
    expect(perFlow(alone.runs)).toEqual({ [large.flowId]: 20 })
    expect(alone.more).toBe(true)
  })

  it('so that, of many who each have much, none goes without', async () => {
    const places = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((name) => flow(name)))
    for (const place of places) await queue(place, 100)
    const load = new Map([[places[0]?.workspace.id ?? '', 40]])
    const { runs } = await fairly(50, load)
    const counts = places.map(({ flowId }) => perFlow(runs)[flowId] ?? 0)
    expect(counts[0]).toBe(0)
    expect(Math.max(...counts.slice(1)) - Math.min(...counts.slice(1))).toBeLessThanOrEqual(1)
    expect(runs).toHaveLength(50)
  })

  it('takes each run once, whoever asks at the same time', async () => {
    const place = await flow('Flow')
    const ids = await queue(place, 300)
    const claims = await Promise.all(Array.from({ length: 6 }, () => fairly(100)))
    const taken = claims.flatMap(({ runs }) => runs.map(({ id }) => id))
    expect(taken.length).toBe(new Set(taken).size)
    expect((await fairly(300)).runs.length + taken.length).toBe(ids.length)
  })
})

it('takes the higher priority first, in its own workspace', async () => {
  const place = await flow('Flow')
  await queue(place, 5, -1)
  const usual = await queue(place, 5)
  const urgent = await queue(place, 5, 1)
  const { runs } = await fairly(7)
  expect(new Set(runs.map(({ id }) => id))).toEqual(new Set([...urgent, ...usual.slice(0, 2)]))
})

describe('a lane', () => {
  it('keeps the runs of a paused flow queued, out of the way of others, until it goes on', async () => {
    const paused = await flow('Paused')
    const other = await flow('Other', paused.workspace)
    const held = await queue(paused, 20)
    const free = await queue(other, 3)
    await lane(paused, paused.flowId, 'flow', null, true)
    expect(await claim(sql(), newId(), of(paused, held.slice(0, 5)))).toEqual([])
    expect(await holdBehindLanes(sql(), of(paused, held.slice(0, 5)))).toBe(true)
    const { runs, held: met } = await fairly(100)
    expect([runs.map(({ id }) => id).sort(), met]).toEqual([free.toSorted(), true])
    expect(await sql()`select from run where held and status = 'queued'`).toHaveLength(20)
    expect(await whoseTurn(100)).toEqual([])
    await sql()`update lane set paused_at = null`
    expect(await whoseTurn(8)).toHaveLength(8)
    expect(await whoseTurn(100)).toHaveLength(12)
    expect(await sql()`select from run where held`).toEqual([])
  })

  it('lets through so many of a flow at once, over all workers, the highest priority and the oldest first', async () => {
    const place = await flow('Flow')
    await lane(place, place.flowId, 'flow', 3)
    const usual = await queue(place, 10)
    const urgent = await queue(place, 1, 1)
    await holdBehindLanes(sql(), of(place, [...usual, ...urgent]))
    const claims = await Promise.all(Array.from({ length: 5 }, () => whoseTurn(100)))
    const running = claims.flat().map(({ id }) => id)
    expect(new Set(running)).toEqual(new Set([...urgent, ...usual.slice(0, 2)]))
    await finish(urgent)
    expect((await whoseTurn(100)).map(({ id }) => id)).toEqual([usual[2]])
    await sql()`update run set status = 'waiting', owner = null where id = ${usual[0] ?? ''}`
    expect((await whoseTurn(100)).map(({ id }) => id)).toEqual([usual[3]])
  })

  it('lets through so many of a workspace at once, whatever flow they are of', async () => {
    const one = await flow('One')
    const two = await flow('Two', one.workspace)
    const elsewhere = await flow('Elsewhere')
    await lane(one, one.workspace.id, 'workspace', 4)
    await lane(two, two.flowId, 'flow', 1)
    await queue(one, 10)
    await queue(two, 10)
    await queue(elsewhere, 10)
    const claimed = await fairly(100)
    expect(perFlow(claimed.runs)).toEqual({ [elsewhere.flowId]: 10 })
    const first = await whoseTurn(100)
    expect(perFlow(first)).toEqual({ [one.flowId]: 4 })
    expect(await whoseTurn(100)).toEqual([])
    await sql()`update run set status = 'cancelled' where flow_id = ${one.flowId}`
    expect(perFlow(await whoseTurn(100))).toEqual({ [two.flowId]: 1 })
  })

  it('of another workspace holds nothing here', async () => {
    const [ours, theirs] = [await flow('Ours'), await flow('Theirs')]
    await lane(theirs, ours.flowId, 'flow', 0, true)
    const ids = await queue(ours, 2)
    expect(await claim(sql(), newId(), of(ours, ids))).toHaveLength(2)
  })
})

describe('what a run is to look at', () => {
  it('is there for whoever claims it: a queued run is nobody’s until that is written', async () => {
    const place = await flow('Signalled')
    const [id = ''] = await queue(place, 1)
    const run = { id, workspaceId: place.workspace.id }
    await inWorkspace(run.workspaceId, async (tx) => {
      expect(await wakeRun(tx, run)).toMatchObject({ queued: true })
      expect((await fairly(10)).runs).toEqual([])
    })
    expect((await fairly(10)).runs).toMatchObject([{ id }])
  })
})
