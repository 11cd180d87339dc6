import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { JsonObject } from '@/flow/json'
import { newId } from '@/server/db/id'
import { inWorkspace } from '@/server/db/tenancy'
import type { Role } from '@/server/services/actor'
import { countApprovals } from '@/server/services/approvals/count'
import { decideApproval } from '@/server/services/approvals/decide'
import { getApproval } from '@/server/services/approvals/get'
import { listApprovals } from '@/server/services/approvals/list'
import { reassignApproval } from '@/server/services/approvals/reassign'
import { ancestryOf } from '@/server/services/calls/ancestry'
import { cancelRun } from '@/server/services/runs/cancel'
import { continueRun } from '@/server/services/runs/continue'
import { retryRun } from '@/server/services/runs/retry'
import { retryMany } from '@/server/services/runs/retry-many'
import { memoryOf } from '../capabilities/memory'
import { fireDueWaits } from '../reconcile/due-waits'
import { ended, testWorld, waiting } from '../testing/world'
import { askingIn, BILL } from './testing'

const world = testWorld()
const asked = askingIn(world)

async function outputs(runId: string) {
  const events = await world.events(runId)
  return events.flatMap((event) => (event.type === 'step.completed' && event.step !== 'ask' ? [event.output] : []))
}

async function audited(workspaceId: string) {
  return world.sql()<{ action: string; actor: JsonObject; detail: JsonObject }[]>`
    select action, actor, detail from audit_event where workspace_id = ${workspaceId} and action like 'approval.%' order by at, id`
}

describe('a question', () => {
  it('waits for those who are asked, and goes on with the corrected value', async () => {
    const { workspace, runId, id, call, engine } = await asked({ roles: ['approver'] })
    expect(await countApprovals(call('approver'))).toEqual({ waiting: 1 })
    expect(await countApprovals(call('owner'))).toEqual({ waiting: 0 })
    expect(await getApproval(call('approver'), { id })).toMatchObject({ status: 'open', refusal: null, asked: ['any approver'] })
    expect(await getApproval(call('owner'), { id })).toMatchObject({ refusal: 'You are not among those who were asked.' })

    const edits = [{ key: 'total', from: '4280.00', to: '4200.00' }]
    await decideApproval(call('approver'), { id, decision: 'approved', comment: 'Fine.', edits })
    await engine.take([runId])
    await world.until(runId, ended)
    expect(await outputs(runId)).toEqual([{ paid: '4200.00' }])

    expect(await getApproval(call('owner'), { id })).toMatchObject({
      status: 'approved',
      decisions: [{ comment: 'Fine.', edits, via: 'app' }],
    })
    expect((await listApprovals(call('owner'), { tab: 'decided' })).items).toMatchObject([
      { id, status: 'approved', settledBy: ['Approver'] },
    ])
    expect(await audited(workspace.id)).toMatchObject([
      {
        action: 'approval.decided',
        actor: { userId: workspace.approver.userId },
        detail: { runId, decision: 'approved', settles: true, edits },
      },
    ])
  })

  it('is found by words of its question, of what is shown and of its flow, while it is open', async () => {
    const { id, call } = await asked({ roles: ['approver'] }, { question: 'Pay 100 % of this?' })
    const found = async (search: string, tab: 'mine' | 'open' = 'open', role: 'approver' | 'builder' = 'approver') =>
      (await listApprovals(call(role), { tab, search })).items.map((each) => each.id)
    for (const search of ['100 %', 'hooli', ' GMBH pay ', '4280']) expect(await found(search)).toEqual([id])
    for (const search of ['%x', 'hooli refund', '_']) expect(await found(search)).toEqual([])
    expect([await found('hooli', 'mine'), await found('hooli', 'mine', 'builder')]).toEqual([[id], []])
    await expect(listApprovals(call('approver'), { tab: 'decided', search: 'hooli' })).rejects.toThrow('Only what is open')
  })

  it('ends with the first rejection, whoever approved before', async () => {
    const { runId, id, call, engine } = await asked({ roles: ['approver', 'admin', 'owner'] }, { needed: 2 })
    await decideApproval(call('approver'), { id, decision: 'approved' })
    expect(await countApprovals(call('approver'))).toEqual({ waiting: 0 })
    expect((await getApproval(call('approver'), { id })).refusal).toBe('You have approved this already. It waits for others.')
    await decideApproval(call('owner'), { id, decision: 'rejected', comment: 'Not ours.' })
    await engine.take([runId])
    await world.until(runId, ended)
    expect(await outputs(runId)).toEqual([{ why: expect.any(String) }])
    await expect(decideApproval(call('admin'), { id, decision: 'approved' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('has one outcome under a hundred decisions at once', async () => {
    const { workspace, id, call } = await asked({ roles: ['approver', 'admin', 'owner'] }, { needed: 2 })
    const roles = ['approver', 'admin', 'owner'] as const
    const tries = Array.from({ length: 100 }, (_, at) =>
      decideApproval(call(roles[at % 3] ?? 'owner'), { id, decision: at % 2 === 0 ? 'approved' : 'rejected' }),
    )
    const settled = await Promise.allSettled(tries)
    const won = settled.filter(({ status }) => status === 'fulfilled').length
    for (const each of settled) if (each.status === 'rejected') expect(each.reason).toMatchObject({ code: 'conflict' })
    const rows = await world.sql()<{ decider: string }[]>`select decider from approval_decision where wait_id = ${id}`
    expect(rows.length).toBe(won)
    expect(new Set(rows.map(({ decider }) => decider)).size).toBe(won)
    const marks = await audited(workspace.id)
    expect(marks.length).toBe(won)
    expect(marks.filter(({ detail }) => detail.settles === true)).toHaveLength(1)
  })

  it('is decided while a worker writes to its run, and neither waits for the other', async () => {
    const { id, runId, call } = await asked({ roles: ['approver'] })
    const sql = world.sql()
    const held = async () =>
      (await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).length
    const deciding = await sql.begin(async (worker) => {
      await worker`update run set losses = losses where id = ${runId}`
      const decided = decideApproval(call('approver'), { id, decision: 'approved' })
      await vi.waitFor(async () => expect(await held()).toBe(1))
      await worker`update wait set wake_at = wake_at where id = ${id}`
      return [decided]
    })
    await Promise.all(deciding)
    expect(await getApproval(call('approver'), { id })).toMatchObject({ status: 'approved' })
  })

  it('is not decided by strangers, by those who left, or by who started the run', async () => {
    const { workspace, runId, id, call } = await asked({ roles: ['approver', 'admin'] })
    const decide = (role: Role) => decideApproval(call(role), { id, decision: 'approved' })
    await expect(decide('owner')).rejects.toMatchObject({ code: 'forbidden' })
    await world.sql()`delete from membership where user_id = ${workspace.approver.userId}`
    await expect(decide('approver')).rejects.toMatchObject({ code: 'forbidden' })
    const by = { kind: 'member', userId: workspace.admin.userId }
    await world.sql()`update run set started_by = ${world.sql().json(by)} where id = ${runId}`
    await expect(decide('admin')).rejects.toMatchObject({ code: 'forbidden' })
    expect((await listApprovals(call('owner'), { tab: 'open' })).items).toMatchObject([{ id, isStuck: true }])
    expect(await world.sql()`select 1 from approval_decision where wait_id = ${id}`).toHaveLength(0)
  })

  it('takes corrections only of what may be corrected, from what it is, to something of its kind', async () => {
    const { id, call } = await asked({ roles: ['approver', 'admin'] }, { needed: 2 })
    const decide = (edit: { key: string; from: string; to: string | number }) =>
      decideApproval(call('approver'), { id, decision: 'approved', edits: [edit] })
    await expect(decide({ key: 'iban', from: 'a', to: 'b' })).rejects.toMatchObject({ code: 'invalid' })
    await expect(decide({ key: 'total', from: '1.00', to: '2.00' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(decide({ key: 'total', from: '4280.00', to: 4280 })).rejects.toMatchObject({ code: 'invalid' })
    await decide({ key: 'total', from: '4280.00', to: '1.00' })
    await expect(decideApproval(call('admin'), { id, decision: 'approved' })).rejects.toThrow('Somebody corrected values meanwhile')
    await decideApproval(call('admin'), { id, decision: 'approved', seen: 1 })
  })

  it('expires at its deadline and owes the news', async () => {
    const { runId, id, call, engine } = await asked({ roles: ['approver'] }, { deadline: 'after', amount: 1, unit: 'hours' })
    await world.sql()`update wait set wake_at = now() - interval '1 second' where id = ${id}`
    await expect(decideApproval(call('approver'), { id, decision: 'approved' })).rejects.toMatchObject({ code: 'conflict' })
    await fireDueWaits(world.sql())
    expect(await world.sql()`select tell from wait where id = ${id}`).toMatchObject([{ tell: 'end' }])
    await engine.take([runId])
    await world.until(runId, ended)
    expect(await outputs(runId)).toEqual([{ late: 'expired' }])
    expect(await getApproval(call('viewer'), { id })).toMatchObject({ status: 'expired' })
  })

  it('is open until its deadline by the clock of the database, whatever that of this machine says', async () => {
    const { id, call } = await asked({ roles: ['approver'] }, { deadline: 'after', amount: 1, unit: 'hours' })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2 * 3_600_000 })
    onTestFinished(() => void vi.useRealTimers())
    expect(await getApproval(call('approver'), { id })).toMatchObject({ status: 'open', refusal: null })
    expect((await listApprovals(call('approver'), { tab: 'mine' })).items).toMatchObject([{ id, status: 'open' }])
  })

  it('goes to others besides when its deadline has passed, once, and they have as long again', async () => {
    const escalateTo = { members: [], roles: ['owner'], emails: [] }
    const { workspace, runId, id, call, engine } = await asked(
      { roles: ['approver'] },
      { deadline: 'after', amount: 1, unit: 'hours', escalateTo },
    )
    const passes = async (waitId: string) => {
      await world.sql()`update wait set wake_at = now() - interval '1 second' where id = ${waitId}`
      await fireDueWaits(world.sql())
      await engine.take([runId])
    }
    await passes(id)
    await world.until(runId, waiting)
    const { items } = await listApprovals(call('owner'), { tab: 'mine' })
    expect(items).toHaveLength(1)
    const again = items[0]?.id ?? ''
    expect(again).not.toBe(id)
    expect(await getApproval(call('approver'), { id: again })).toMatchObject({
      status: 'open',
      refusal: null,
      asked: ['any approver', 'any owner'],
      request: { reason: expect.stringContaining('Nobody decided in time') },
    })
    await passes(again)
    await world.until(runId, ended)
    expect(await outputs(runId)).toEqual([{ late: 'expired' }])
    expect(await audited(workspace.id)).toEqual([])
  })

  it('is closed by a cancelled run, and owes the news', async () => {
    const { runId, id, call, engine } = await asked({ roles: ['approver'] })
    await cancelRun(call('operator'), { id: runId })
    await expect(decideApproval(call('approver'), { id, decision: 'approved' })).rejects.toMatchObject({ code: 'conflict' })
    await engine.take([runId])
    await world.until(runId, ended)
    expect(await getApproval(call('viewer'), { id })).toMatchObject({ status: 'cancelled' })
    expect(await world.sql()`select tell from wait where id = ${id}`).toMatchObject([{ tell: 'end' }])
  })
})

it('goes to others when nobody who was asked can decide any more, and not before', async () => {
  const { workspace, id, call } = await asked({ members: ['01890a5d-ac96-774b-8cce-b302099a8057'], roles: ['approver'] })
  const ask = (role: Role, to: Role) => reassignApproval(call(role), { id, approvers: { roles: [to] } })
  await expect(ask('admin', 'owner')).rejects.toMatchObject({ code: 'conflict' })
  await world.sql()`delete from membership where user_id = ${workspace.approver.userId}`
  await expect(ask('builder', 'owner')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(ask('admin', 'approver')).rejects.toMatchObject({ code: 'invalid' })
  await ask('admin', 'owner')
  expect(await audited(workspace.id)).toMatchObject([{ action: 'approval.reassigned', actor: { userId: workspace.admin.userId } }])
  expect(await getApproval(call('viewer'), { id })).toMatchObject({ isStuck: false })
  await decideApproval(call('owner'), { id, decision: 'approved' })
})

it('keeps no list from being read, whatever letters it asks about, and goes on with what was shown', async () => {
  const { runId, id, call, engine } = await asked(
    { roles: ['approver'] },
    { question: 'Pay {{ trigger.text }}?', more: [{ name: 'total', value: '{{ trigger.text }}' }] },
    { text: 'a\0b \ud800' },
  )
  expect(await countApprovals(call('approver'))).toEqual({ waiting: 1 })
  expect((await listApprovals(call('approver'), { tab: 'mine' })).items).toMatchObject([{ question: 'Pay a\ufffdb \ufffd?' }])
  const edits = [{ key: 'total', from: 'a\ufffdb \ufffd', to: '7' }]
  await decideApproval(call('approver'), { id, decision: 'approved', edits })
  await engine.take([runId])
  await world.until(runId, ended)
  expect(await outputs(runId)).toEqual([{ paid: '7' }])
})

it('is not decided by whoever started the run that led to it, through other flows', async () => {
  const { workspace, runId, id, call } = await asked({ roles: ['approver', 'owner'] })
  const { flowId, versionId } = await world.flow('t → a', { a: { type: 'data.set', params: {} } }, { workspace })
  const first = newId()
  await world.sql()`insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input)
    values (${first}, ${workspace.id}, ${flowId}, ${versionId}, 'live', 'running', 't',
      ${world.sql().json({ kind: 'member', userId: workspace.approver.userId })}, '{}')`
  const ancestry = await inWorkspace(workspace.id, (tx) => ancestryOf(tx, workspace.id, first))
  const startedBy = { kind: 'call', runId: first, step: 'c', awaited: true, ...ancestry }
  await world.sql()`update run set started_by = ${world.sql().json(startedBy)} where id = ${runId}`

  expect(await countApprovals(call('approver'))).toEqual({ waiting: 0 })
  expect(await getApproval(call('approver'), { id })).toMatchObject({ refusal: 'You started this run, so somebody else has to decide.' })
  await expect(decideApproval(call('approver'), { id, decision: 'approved' })).rejects.toMatchObject({ code: 'forbidden' })
  expect(await countApprovals(call('owner'))).toEqual({ waiting: 1 })
  await decideApproval(call('owner'), { id, decision: 'approved' })
})

it.each(['again', 'with others', 'on from where it stopped'])(
  'is not decided by whoever started a run that somebody else runs %s',
  async (how) => {
    const { workspace, runId, id, call, engine } = await asked({ roles: ['approver', 'owner'] })
    const startedBy = world.sql().json({ kind: 'member', userId: workspace.approver.userId })
    await world.sql()`update run set started_by = ${startedBy} where id = ${runId}`
    await cancelRun(call('operator'), { id: runId })
    await engine.take([runId])
    await world.until(runId, ended)
    const operator = call('operator')
    const again = async (id: string) => {
      if (how === 'again') return (await retryRun(operator, { id })).runId
      if (how === 'with others') return (await retryMany(operator, { runs: { ids: [id] }, from: 'start' })).runIds[0] ?? ''
      return (await continueRun(operator, { id, fromStep: 'ask' })).runId
    }
    const second = await again(runId)
    await engine.take([second])
    await world.until(second, waiting)
    const [question] = (await listApprovals(call('viewer'), { tab: 'open' })).items
    expect(question?.id).not.toBe(id)
    const open = { id: question?.id ?? '' }
    expect(await countApprovals(call('approver'))).toEqual({ waiting: 0 })
    await expect(decideApproval(call('approver'), { ...open, decision: 'approved' })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await countApprovals(call('owner'))).toEqual({ waiting: 1 })

    // Nor once it was run again from there.
    await cancelRun(operator, { id: second })
    await engine.take([second])
    await world.until(second, ended)
    const third = await again(second)
    const [row] = await world.sql()`select started_by from run where id = ${third}`
    expect(row?.started_by).toEqual({
      kind: 'member',
      userId: workspace.operator.userId,
      others: [{ kind: 'member', userId: workspace.approver.userId }],
    })
    await cancelRun(operator, { id: third })
  },
)

it('is decided by nobody who may have started the run, where an older KAOS did not write down who did', async () => {
  const { workspace, runId, id, call } = await asked({ roles: ['approver', 'owner'] })
  const { flowId, versionId } = await world.flow('t → a', { a: { type: 'data.set', params: {} } }, { workspace })
  const [first, second] = [newId(), newId()]
  const called = (by: string) => world.sql().json({ kind: 'call', runId: by, step: 'c', awaited: true, flows: [], afterFailure: false })
  const startedBy = world.sql().json({ kind: 'member', userId: workspace.approver.userId })
  const start = (run: string, by: typeof startedBy) => world.sql()`
    insert into run (id, workspace_id, flow_id, version_id, mode, status, trigger_node_id, started_by, input)
    values (${run}, ${workspace.id}, ${flowId}, ${versionId}, 'live', 'running', 't', ${by}, '{}')`
  await start(first, startedBy)
  await start(second, called(first))
  await world.sql()`update run set started_by = ${called(second)} where id = ${runId}`

  expect(await countApprovals(call('approver'))).toEqual({ waiting: 0 })
  await expect(decideApproval(call('approver'), { id, decision: 'approved' })).rejects.toMatchObject({ code: 'forbidden' })
  expect(await countApprovals(call('owner'))).toEqual({ waiting: 1 })
  const ancestry = (of: string) => inWorkspace(workspace.id, (tx) => ancestryOf(tx, workspace.id, of))
  expect(await ancestry(runId)).toMatchObject({ behind: { kind: 'member', userId: workspace.approver.userId } })

  // The first of them is gone, so it may have been anybody.
  await world.sql()`update run set started_by = ${called(newId())} where id = ${second}`
  expect(await countApprovals(call('owner'))).toEqual({ waiting: 0 })
  await expect(decideApproval(call('owner'), { id, decision: 'approved' })).rejects.toMatchObject({ code: 'forbidden' })
  expect((await listApprovals(call('viewer'), { tab: 'open' })).items).toMatchObject([{ isStuck: true }])
  expect(await ancestry(runId)).not.toHaveProperty('behind')

  await world.sql()`update run set started_by = '{"kind":"webhook"}' where id = ${first}`
  await world.sql()`update run set started_by = ${called(first)} where id = ${second}`
  expect(await ancestry(runId)).toMatchObject({ behind: null })
  expect(await countApprovals(call('owner'))).toEqual({ waiting: 1 })
  expect(await countApprovals(call('approver'))).toEqual({ waiting: 1 })
  await decideApproval(call('approver'), { id, decision: 'approved' })
})

it('remembers the bank account that a person approved', async () => {
  const { workspace, runId, id, call, engine } = await asked({ roles: ['approver'] }, { more: [...BILL, { name: 'iban', value: 'DE1' }] })
  await decideApproval(call('approver'), { id, decision: 'approved', edits: [{ key: 'iban', from: 'DE1', to: 'DE22 1234' }] })
  await engine.take([runId])
  await world.until(runId, ended)
  const memory = memoryOf({ workspaceId: workspace.id, runId: id, step: 'later', mode: 'live' })
  expect(await memory.recall('invoice.accounts', 'hooligmbh')).toEqual([{ iban: 'DE221234' }])
})

it('hides everything from another workspace', async () => {
  const { id } = await asked({ roles: ['approver'] })
  const other = await asked({ roles: ['approver'] })
  await expect(getApproval(other.call('owner'), { id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(decideApproval(other.call('approver'), { id, decision: 'approved' })).rejects.toMatchObject({ code: 'not_found' })
  expect(await inWorkspace(other.workspace.id, async (tx) => tx.execute(`select 1 from wait where id = '${id}'`))).toHaveLength(0)
})
