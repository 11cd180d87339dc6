import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Node } from '@/flow/graph/graph'
import { inWorkspace } from '@/server/db/tenancy'
import { countApprovals } from '@/server/services/approvals/count'
import { decideApproval } from '@/server/services/approvals/decide'
import { syncTriggers } from '@/server/services/triggers/sync-triggers'
import { type RunningWorker, startWorker } from './start'
import { ended, testWorld, waiting } from './testing/world'

/** What a run waits for in a Try or a loop that fails is given up, while the run goes on with what follows. */
const world = testWorld()
let worker: RunningWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.stop())

const set: Partial<Node> = { type: 'data.set', params: { fields: [{ name: 'v', value: 'x' }] } }
const hour: Partial<Node> = { type: 'flow.wait', params: { mode: 'for', amount: 1, unit: 'hours' } }
const stop: Partial<Node> = { type: 'flow.stop', params: { message: 'No total.' } }
const ask: Partial<Node> = {
  type: 'approval.ask',
  params: { question: 'Pay this?', approvers: { members: [], roles: ['approver'], emails: [] }, more: [] },
}

const waitsOf = (runId: string) => world.sql()<{ id: string; kind: string; step: string; open: boolean }[]>`
  select id, kind, step, closed_at is null as open from wait where run_id = ${runId} and step <> '' order by id`

describe('what a part of a flow waits for that is given up', () => {
  it('is asked of nobody any more while the run goes on', async () => {
    const { workspace, start } = await world.flow(
      't → try → later',
      { try: { type: 'flow.scope' }, caught: { type: 'flow.if-it-fails' }, ask, nap: hour, stop, mend: set, later: hour },
      { inside: { try: 'ask -approved→ pay, nap → stop, caught → mend' } },
    )
    const call = { actor: workspace.approver }
    const id = await start()
    await world.until(id, waiting)
    await anHourLater(id)
    await world.until(id, ({ epoch, status }) => epoch > 1 && status === 'waiting')
    const waits = await waitsOf(id)
    expect(waits.filter(({ open }) => open)).toMatchObject([{ step: 'later' }])
    const question = waits.find(({ kind }) => kind === 'approval')
    expect(await countApprovals(call)).toEqual({ waiting: 0 })
    await expect(decideApproval(call, { id: question?.id ?? '', decision: 'approved' })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is not done by the flow that was called for it', async () => {
    const callee = await world.flow('t → w', { t: { type: 'trigger.called', params: { inputs: [] } }, w: hour })
    const { workspace, workspaceId, flowId, versionId, graph } = callee
    await inWorkspace(workspaceId, (tx) => syncTriggers(tx, { workspaceId, flowId, versionId, graph, enabled: true }))
    const { start } = await world.flow(
      't → each → later',
      {
        each: { type: 'flow.for-each', params: { items: '{{ [0, 1] }}', concurrency: 2 }, onError: 'continue' },
        call: { type: 'flow.call', params: { flow: flowId, wait: 'result', inputs: [] } },
        other: { type: 'logic.condition', params: { rules: [{ left: '{{ index }}', operator: 'equals', right: 0 }] } },
        nap: hour,
        stop,
        later: hour,
      },
      { workspace, inside: { each: 'other -no→ call, other -yes→ nap → stop' } },
    )
    const id = await start()
    await world.until(id, waiting)
    const [child] = await world.sql()<{ id: string }[]>`select id from run where started_by->>'runId' = ${id}`
    await anHourLater(id)
    expect(await world.until(child?.id ?? '', ended)).toMatchObject({ status: 'cancelled' })
    expect(await world.until(id, waiting)).toMatchObject({ error: null })
  })
})

/** As if the time had come that the run waits for. */
async function anHourLater(runId: string) {
  await world.sql()`update wait set wake_at = now() where run_id = ${runId} and kind = 'timer' and fired_at is null`
}
