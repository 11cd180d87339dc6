import { sql as drizzleSql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { keepFile } from '@/server/blobs/keep-file'
import { engineSql } from '@/server/db/client'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import type { TestWorkspace } from '@/server/db/testing'
import type { Retention } from '@/server/retention/policy'
import { idOfDaysAgo, pastWeeks } from '@/server/retention/testing'
import { ended, testWorld, waiting } from '../testing/world'
import { Keeper } from './keeper'
import { removeDetails } from './remove-details'
import { removeRuns } from './remove-runs'
import { makeWeeks } from './weeks'

const world = testWorld()
const set = (value: string) => ({ type: 'data.set', params: { fields: [{ name: 'v', value }] } })
const leaving = new AbortController().signal

let flow: Awaited<ReturnType<typeof world.flow>>
beforeEach(async () => {
  await world.sql()`truncate run cascade`
  await pastWeeks(world.sql(), 20)
  flow = await world.flow('t → a → w', { a: set('x'), w: { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } } })
})

type Past = { startedDaysAgo: number; endedDaysAgo?: number; workspace?: TestWorkspace; sealed?: boolean; status?: string }

/** A run of the past with three rows of journal and a call. */
async function past({ startedDaysAgo, endedDaysAgo, sealed = true, status }: Past, of = flow): Promise<string> {
  const sql = world.sql()
  const id = idOfDaysAgo(startedDaysAgo)
  const at = (days: number | undefined) => (days === undefined ? null : new Date(Date.now() - days * 86_400_000))
  const over = at(endedDaysAgo)
  await sql`insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input, next_seq, created_at, started_at, rung_at, finished_at)
    values (${id}, ${of.workspaceId}, ${of.flowId}, ${of.versionId}, 'live', ${status ?? (over ? 'succeeded' : 'waiting')}, 't', '{"kind":"webhook"}',
      '{"secret":"of the past"}', 4, ${at(startedDaysAgo)}, ${at(startedDaysAgo)}, ${at(startedDaysAgo)}, ${over})`
  if (over && !sealed) await sql`insert into unsealed_run (workspace_id, run_id) values (${of.workspaceId}, ${id})`
  await sql`insert into journal (run_id, seq, workspace_id, epoch, events) select ${id}, n, ${of.workspaceId}, 1, '[]' from generate_series(1, 3) as n`
  await sql`insert into outside_call (id, workspace_id, run_id, step, attempt, capability, summary, sealed, digest, at, duration_ms)
    values (${newId()}, ${of.workspaceId}, ${id}, 'a', 1, 'http', '{}', '\\x00', 'x', now(), 1)`
  return id
}

async function keep(retention: Retention, of = flow): Promise<void> {
  await world.sql()`update workspace set retention = ${world.sql().json(retention)} where id = ${of.workspaceId}`
}

/** Rows of the details a run still has, and whether it is marked. */
async function left(id: string): Promise<{ rows: number; input: unknown; marked: boolean } | null> {
  const [row] = await world.sql()<{ rows: number; input: unknown; marked: boolean }[]>`
    select (select count(*) from journal where run_id = ${id})::int + (select count(*) from outside_call where run_id = ${id})::int as rows,
      input, details_removed_at is not null as marked from run where id = ${id}`
  return row ?? null
}

const WHOLE = { rows: 4, input: { secret: 'of the past' }, marked: false }
const GONE = { rows: 0, input: null, marked: true }

const weeks = async () => {
  const rows = await world.sql()<{ name: string }[]>`
    select relname as name from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = 'journal'::regclass order by 1`
  return rows.map(({ name }) => name)
}

const audited = async (of = flow) => {
  const rows = await world.sql()<{ action: string; detail: unknown }[]>`
    select action, detail from audit_event where workspace_id = ${of.workspaceId} and action ~ '^(details|runs)[.]' order by id`
  return rows.map(({ action }) => action)
}

const keepHouse = () => new Keeper(engineSql()).keepHouse()

describe('what runs did', () => {
  it('is dropped with its week once nobody keeps it, and says so in the audit', async () => {
    await keep({ details: 30, runs: 'forever' })
    const ids = await Promise.all([60, 61, 62].map((days) => past({ startedDaysAgo: days, endedDaysAgo: days - 1 })))
    const young = await past({ startedDaysAgo: 20, endedDaysAgo: 20 })
    const before = await weeks()
    await keepHouse()
    for (const id of ids) expect(await left(id)).toEqual(GONE)
    expect(await left(young)).toEqual(WHOLE)
    expect((await weeks()).length).toBeLessThan(before.length)
    expect(new Set(await audited())).toEqual(new Set(['details.removed']))
    const events = await audited()
    await keepHouse()
    expect(await audited()).toEqual(events)
  })

  it('is kept for ever where the workspace says so, and its neighbours’ goes', async () => {
    const hold = await world.flow('t → a', { a: set('x') })
    await keep({ details: 'forever', runs: 'forever' }, hold)
    await keep({ details: 90, runs: 'forever' })
    const kept = await past({ startedDaysAgo: 125, endedDaysAgo: 125 }, hold)
    const gone = await past({ startedDaysAgo: 125, endedDaysAgo: 125 })
    await keepHouse()
    expect(await left(kept)).toEqual(WHOLE)
    expect(await left(gone)).toEqual(GONE)
    expect(await audited(hold)).toEqual([])
  })

  it('stays with each workspace as long as that one wants it', async () => {
    const longer = await world.flow('t → a', { a: set('x') })
    await keep({ details: 30, runs: 'forever' })
    await keep({ details: 90, runs: 'forever' }, longer)
    const [gone, kept] = [
      await past({ startedDaysAgo: 60, endedDaysAgo: 60 }),
      await past({ startedDaysAgo: 60, endedDaysAgo: 60 }, longer),
    ]
    await keepHouse()
    expect(await left(gone)).toEqual(GONE)
    expect(await left(kept)).toEqual(WHOLE)
  })

  it('of a run that another is to go on from stays until that one has begun', async () => {
    await keep({ details: 30, runs: 'forever' })
    const old = await past({ startedDaysAgo: 60, endedDaysAgo: 59 })
    const next = await past({ startedDaysAgo: 1, status: 'queued' })
    await world.sql()`update run set continues_run_id = ${old} where id = ${next}`
    await keepHouse()
    expect(await left(old)).toEqual(WHOLE)
    await world.sql()`update run set status = 'waiting' where id = ${next}`
    await keepHouse()
    expect(await left(old)).toEqual(GONE)
  })

  it('of a run that was called stays until the one that called it is over: its result may not have been taken yet', async () => {
    await keep({ details: 30, runs: 30 })
    const caller = await past({ startedDaysAgo: 120, status: 'queued' })
    const called = await past({ startedDaysAgo: 120, endedDaysAgo: 119 })
    const alone = await past({ startedDaysAgo: 120, endedDaysAgo: 119 })
    const startedBy = (awaited: boolean) =>
      world.sql().json({ kind: 'call', runId: caller, step: 'c', awaited, flows: [], afterFailure: false, behind: null })
    await world.sql()`update run set started_by = ${startedBy(true)}, reply = '{"status":200,"headers":{},"body":42}' where id = ${called}`
    await world.sql()`update run set started_by = ${startedBy(false)} where id = ${alone}`
    await keepHouse()
    expect(await left(called)).toEqual(WHOLE)
    expect(await world.sql()`select reply->'body' as body from run where id = ${called}`).toEqual([{ body: 42 }])
    expect(await left(alone)).toBeNull()
    await world.sql()`update run set status = 'succeeded', finished_at = now() where id = ${caller}`
    await keepHouse()
    expect(await left(called)).toBeNull()
  })

  it('of a run that waits, runs, is queued, ended lately or is not sealed yet is never touched', async () => {
    await keep({ details: 30, runs: 30 })
    const ids = [
      await past({ startedDaysAgo: 120 }),
      await past({ startedDaysAgo: 120, status: 'running' }),
      await past({ startedDaysAgo: 120, status: 'queued' }),
      await past({ startedDaysAgo: 120, endedDaysAgo: 10 }),
      await past({ startedDaysAgo: 120, endedDaysAgo: 119, sealed: false }),
    ]
    const gone = await past({ startedDaysAgo: 120, endedDaysAgo: 119 })
    await keepHouse()
    for (const id of ids) expect(await left(id)).toEqual(WHOLE)
    expect(await left(gone)).toBeNull()
  })

  it('lets a run that waited for months go on from where it was', async () => {
    await keep({ details: 30, runs: 'forever' })
    const id = await flow.start()
    await (await world.worker()).take([id])
    await world.until(id, waiting)
    const old = idOfDaysAgo(100)
    const sql = world.sql()
    // As if it had been started then.
    await sql`insert into run select (jsonb_populate_record(run, jsonb_build_object('id', ${old}::text, 'rung_at', now()))).* from run where id = ${id}`
    await sql`update wait set run_id = ${old}, wake_at = now(), fired_at = now() where run_id = ${id}`
    await sql`update journal set run_id = ${old} where run_id = ${id}`
    await sql`delete from run where id = ${id}`
    const gone = await past({ startedDaysAgo: 100, endedDaysAgo: 99 })
    await keepHouse()
    expect(await left(gone)).toEqual(GONE)
    await sql`update run set status = 'queued' where id = ${old}`
    await (await world.worker()).take([old])
    expect(await world.until(old, ended)).toMatchObject({ status: 'succeeded' })
    expect((await world.events(old)).map(({ type }) => type)).toEqual(expect.arrayContaining(['step.started', 'run.succeeded']))
  })

  it('goes by rows where too many runs of a week stay', async () => {
    await keep({ details: 30, runs: 'forever' })
    const stay = [await past({ startedDaysAgo: 80 }), await past({ startedDaysAgo: 80 })]
    const gone = await Promise.all([1, 2, 3].map(() => past({ startedDaysAgo: 80, endedDaysAgo: 79 })))
    const before = await weeks()
    await world.sql()`update run set details_removed_at = now(), input = 'null' where id = any(${gone}::uuid[])`
    await removeDetails({ sql: engineSql(), leaving }, { mostCarried: 1 })
    for (const id of stay) expect(await left(id)).toEqual(WHOLE)
    for (const id of gone) expect(await left(id)).toEqual(GONE)
    expect(await weeks()).toContain(before[0])
  })

  it('makes runs that lost it unable to go on', async () => {
    await keep({ details: 30, runs: 'forever' })
    const id = await past({ startedDaysAgo: 60, endedDaysAgo: 60 })
    await keepHouse()
    await expect(world.sql()`update run set status = 'queued', finished_at = null where id = ${id}`).rejects.toThrow('run_given_up')
  })
})

describe('runs', () => {
  it('go by their own policy, with what hangs on them', async () => {
    await keep({ details: 30, runs: 100 })
    const [old, younger] = [await past({ startedDaysAgo: 130, endedDaysAgo: 129 }), await past({ startedDaysAgo: 60, endedDaysAgo: 60 })]
    await world.sql()`insert into wait (id, workspace_id, run_id, step, kind, fired_at, closed_at) values (${newId()}, ${flow.workspaceId}, ${old}, 'w', 'timer', now(), now())`
    await keepHouse()
    expect(await left(old)).toBeNull()
    expect(await world.sql()`select from wait where run_id = ${old}`).toHaveLength(0)
    expect(await left(younger)).toEqual(GONE)
    expect(new Set(await audited())).toEqual(new Set(['details.removed', 'runs.removed']))
  })
})

describe('runs that the database does not let go', () => {
  it('keep nobody else’s, and are left for another round', async () => {
    const sql = world.sql()
    const [stuck, other] = [await past({ startedDaysAgo: 130, endedDaysAgo: 129 }), await past({ startedDaysAgo: 120, endedDaysAgo: 119 })]
    await sql`update run set details_removed_at = now(), input = 'null' where id in ${sql([stuck, other])}`
    await sql`create function keep_run() returns trigger language plpgsql as $$ begin return null; end $$`
    await sql.unsafe(`create trigger keep before delete on run for each row when (old.id = '${stuck}') execute function keep_run()`)
    try {
      await removeRuns({ sql: engineSql(), leaving }, flow.workspaceId, 100)
      expect([await left(stuck), await left(other)]).toEqual([expect.objectContaining({ marked: true }), null])
    } finally {
      await sql`drop function keep_run cascade`
    }
  })
})

describe('mails that were not taken', () => {
  /** A mail of the past, with its file. */
  async function refused(days: number): Promise<{ id: string; fileId: string }> {
    const sql = world.sql()
    const { $file } = await keepFile(flow.workspaceId, {
      name: 'refused.eml',
      contentType: 'message/rfc822',
      bytes: Buffer.from('Subject: Hi'),
    })
    await sql`update blob set created_at = now() - ${days} * interval '1 day' where id = ${$file.id}`
    const id = idOfDaysAgo(days)
    await sql`insert into refused_mail (id, workspace_id, flow_id, node_id, "from", subject, message_id, reason, file_id)
      values (${id}, ${flow.workspaceId}, ${flow.flowId}, 't', 'm@evil.test', 'Hi', '<1>', 'No.', ${$file.id})`
    return { id, fileId: $file.id }
  }
  const there = async ({ id, fileId }: { id: string; fileId: string }) => {
    const [row] =
      await world.sql()`select (select count(*) from refused_mail where id = ${id})::int as mail, (select count(*) from blob where id = ${fileId})::int as file`
    return row
  }

  it('go as what runs did goes, with their files, also where no run ever started', async () => {
    await keep({ details: 30, runs: 'forever' })
    await world.sql()`insert into trigger (id, workspace_id, flow_id, version_id, node_id, source, config, enabled)
      values (${newId()}, ${flow.workspaceId}, ${flow.flowId}, ${flow.versionId}, 't', 'mail', '{}', true)`
    const [old, young] = [await refused(31), await refused(29)]
    await keepHouse()
    expect([await there(old), await there(young)]).toEqual([
      { mail: 0, file: 0 },
      { mail: 1, file: 1 },
    ])
    const audited = await world.sql()`select detail from audit_event where workspace_id = ${flow.workspaceId} and action = 'mails.removed'`
    expect(audited).toEqual([{ detail: { days: 30 } }])
    await keep({ details: 'forever', runs: 'forever' })
    const older = await refused(400)
    await keepHouse()
    expect(await there(older)).toEqual({ mail: 1, file: 1 })
  })
})

describe('the database', () => {
  const lastOf = async (days: number) => {
    const [week] = await world.sql()<{ upper: string }[]>`
      select upper from detail_weeks() where time_of_id(upper) > now() - ${days} * interval '1 day' order by upper limit 1`
    return week?.upper ?? ''
  }

  it('refuses to drop a week that is young, whatever it is told', async () => {
    for (const week of [await lastOf(6), await lastOf(0)]) {
      await expect(engineSql()`select drop_detail_week(${week}, 1000)`).rejects.toThrow('younger than anything')
      await expect(engineSql()`select delete_details(${week}, ${newId()}, 1000)`).rejects.toThrow('younger than anything')
    }
  })

  it('drops no week with a run that was not given up, and deletes no such run', async () => {
    const id = await past({ startedDaysAgo: 100, endedDaysAgo: 100 })
    await removeDetails({ sql: engineSql(), leaving })
    await engineSql()`select delete_runs(${flow.workspaceId}, ${[id]}::uuid[])`
    expect(await left(id)).toEqual(WHOLE)
  })

  it('lets only the engine remove, and nobody touch a partition', async () => {
    const [week = ''] = await weeks()
    const app = engineSql()
    await expect(app`select count(*) from ${app(week)}`).rejects.toThrow('permission denied')
    // Even where somebody grants it by mistake: it has the row security of the whole.
    await past({ startedDaysAgo: 0 })
    const [today] = await world.sql()<{ name: string }[]>`select tableoid::regclass::text as name from journal limit 1`
    const seen = (workspaceId: string) =>
      inWorkspace(workspaceId, async (tx) => (await tx.execute(drizzleSql.raw(`select from ${today?.name}`))).length)
    await world.sql().unsafe(`grant select on ${today?.name} to kaos_app`)
    expect([await seen(flow.workspaceId), await seen(newId())]).toEqual([3, 0])
    const [{ count = -1 } = {}] = await world.sql()<{ count: number }[]>`
      select count(*)::int from pg_proc p, aclexplode(proacl) a where proname in ('make_detail_weeks', 'drop_detail_week', 'delete_details', 'delete_runs', 'add_partition', 'secure_partition')
      and a.grantee <> p.proowner and a.grantee <> 'kaos_engine'::regrole`
    expect(count).toBe(0)
  })

  it('has a week for the next four, and nothing outside of weeks', async () => {
    await makeWeeks(engineSql())
    const [row] = await world.sql()`select max(time_of_id(upper)) > now() + interval '27 days' as ready from detail_weeks()`
    expect(row).toEqual({ ready: true })
    await past({ startedDaysAgo: -20, endedDaysAgo: -20 })
    expect(await world.sql()`select from journal_default`).toHaveLength(0)
  })

  it('moves what strayed to where it belongs when there is a week for it', async () => {
    await makeWeeks(engineSql())
    const id = await past({ startedDaysAgo: -100, endedDaysAgo: -100 })
    expect(await world.sql()`select from journal_default where run_id = ${id}`).toHaveLength(3)
    await engineSql()`select make_detail_weeks('120 days')`
    expect(await world.sql()`select from journal_default`).toHaveLength(0)
    expect(await left(id)).toEqual(WHOLE)
  })

  it('keeps house once at a time', async () => {
    await keep({ details: 30, runs: 'forever' })
    const id = await past({ startedDaysAgo: 60, endedDaysAgo: 60 })
    await Promise.all(Array.from({ length: 4 }, keepHouse))
    expect(await left(id)).toEqual(GONE)
    expect(await audited()).toHaveLength(1)
  })
})
