import { setTimeout as sleep } from 'node:timers/promises'
import { manifest } from '@/connectors/manifest'
import type { RunEvent } from '@/flow/engine/events'
import { eventsOf, type JournalEntry } from '@/flow/engine/journal-entry'
import { planOf } from '@/flow/engine/plan'
import { isTerminal, type RunStatus } from '@/flow/engine/status'
import { outcomeOf } from '@/flow/engine/testing/outcome'
import { isJsonObject, type Json } from '@/flow/json'
import { decideApproval } from '@/server/services/approvals/decide'
import { createSandbox } from '@/server/services/connections/create-sandbox'
import { cancelRun } from '@/server/services/runs/cancel'
import { continueRun } from '@/server/services/runs/continue'
import { resolveEffect } from '@/server/services/runs/resolve'
import { testRun } from '@/server/services/runs/test'
import { publishFlow } from '../chaos/flows'
import type { House } from '../chaos/house'
import { killedWhilePosting } from './killed'
import type { Recording } from './recordings'

const BODY = { vendor: 'Hooli GmbH', total: 4280 }

/** Runs it on the real engine, and gives what a golden file holds. */
export async function record(house: House, sinkUrl: string, name: string, recording: Recording) {
  const { sql, actor } = house
  const { called, test, killed } = recording
  const calledId = called ? (await publishFlow(actor, `${name}, called`, called)).flowId : ''
  const slackId = killed ? (await createSandbox({ actor }, { connector: 'slack', name })).id : ''
  const graph = recording.graph(sinkUrl, calledId, slackId)
  const { flowId, url } = await publishFlow(actor, name, graph)
  if (killed) return ended(await killedWhilePosting(house, killed, start))
  if (!test) return ended(await start())
  const { runId } = await testRun({ actor }, { flowId, input: { body: BODY } })
  if (test.thenFrom === undefined) return ended(runId)
  await ended(runId)
  return ended((await continueRun({ actor }, { id: runId, fromStep: test.thenFrom })).runId)

  async function start(): Promise<string> {
    const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(BODY) })
    const { runId } = (await answer.json()) as { runId: string } // the gateway's answer to an accepted call
    return runId
  }

  async function ended(runId: string) {
    let acted = recording.person === undefined
    for (;;) {
      const run = await stateOf(runId)
      if (isTerminal(run.status)) {
        const events = [run.start, ...(await journalOf(runId))]
        return { name, graph, events, ends: outcomeOf(planOf(graph, manifest), eventsOf(events)) }
      }
      if (!acted) acted = await act(runId)
      await sleep(20)
    }
  }

  async function act(id: string): Promise<boolean> {
    const { kind, waits } = recording.person ?? {}
    const [wait] = await sql<{ id: string; step: string }[]>`
      select wait.id, step from wait join run on run.id = run_id where run_id = ${id} and kind = ${waits ?? ''} and status = 'waiting'`
    if (!wait) return false
    if (kind === 'approve') await decideApproval({ actor }, { id: wait.id, decision: 'approved', comment: 'Fine.' })
    if (kind === 'confirm') await resolveEffect({ actor }, { id, step: wait.step, happened: true })
    if (kind === 'cancel') await cancelRun({ actor }, { id })
    if (kind === 'answer') await answerLink(id)
    return true
  }

  /** As the other system would that was given the link. */
  async function answerLink(id: string): Promise<void> {
    for (const event of eventsOf(await journalOf(id))) {
      const { url } = event.type === 'step.completed' && isJsonObject(event.output) ? event.output : {}
      if (typeof url === 'string')
        await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"state":"done"}' })
    }
  }

  async function stateOf(id: string): Promise<{ status: RunStatus; start: RunEvent }> {
    const [row] = await sql<{ status: RunStatus; startedAt: Date | null; triggerNodeId: string; input: Json }[]>`
      select status, started_at as "startedAt", trigger_node_id as "triggerNodeId", input from run where id = ${id}`
    if (!row) throw new Error('The run is gone')
    const { status, startedAt, triggerNodeId, input } = row
    return { status, start: { type: 'run.started', at: startedAt?.getTime() ?? 0, triggerNodeId, input } }
  }

  /** As it is kept. */
  async function journalOf(id: string): Promise<JournalEntry[]> {
    const rows = await sql<{ events: JournalEntry[] }[]>`select events from journal where run_id = ${id} order by seq`
    return rows.flatMap(({ events }) => events)
  }
}
