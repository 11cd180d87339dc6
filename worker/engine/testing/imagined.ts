import { decide } from '@/flow/engine/decide'
import type { RunEvent } from '@/flow/engine/events'
import type { Plan } from '@/flow/engine/plan'
import type { Graph } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import type { ClaimedRun } from '../claim'
import { Journal } from '../journal'
import { recentValues } from '../large-values'
import { type Performance, perform } from '../perform'
import { aboutRun } from '../resolve-input'
import { Turns } from '../turns'

/** Does a run of steps that only compute, one command after the other, with a journal in memory; gives what stands in it at the end. */
export async function imagined(plan: Plan, graph: Graph, input: Json): Promise<RunEvent[]> {
  const run: ClaimedRun = {
    id: '01000000-0000-7000-8000-000000000001',
    workspaceId: '01000000-0000-7000-8000-000000000002',
    flowId: '01000000-0000-7000-8000-000000000003',
    versionId: '01000000-0000-7000-8000-000000000004',
    mode: 'test',
    startedBy: 'member',
    triggerNodeId: 't',
    input,
    untilNodeId: null,
    continuesRunId: null,
    fromStep: null,
    effectsBlocked: false,
    epoch: 1,
    losses: 0,
    nextSeq: 1,
    startedAt: new Date(),
    replied: false,
    cancelledAt: null,
    tidies: false,
  }
  const started: RunEvent = { type: 'run.started', at: 0, triggerNodeId: 't', input }
  const events: RunEvent[] = [started]
  const journal = new Journal(plan, run, { events: [started], bytes: 0 }, async (growing) => {
    // What is appended in the same breath is one append.
    await undefined
    const { events: texts, status } = growing.take()
    for (const text of texts) events.push(JSON.parse(text))
    return status ?? 'running'
  })
  const flow = { graph, flowName: 'Imagined', variables: null, planUntil: () => plan }
  const abort = new AbortController()
  const outside = () => {
    throw new Error('A step that only computes reached for the world outside')
  }
  const performance: Performance = {
    run,
    flow,
    plan,
    about: aboutRun(run, flow),
    journal,
    clock: { now: () => Date.now() },
    turns: new Turns(),
    line: { enter: async () => 'free', leave: async () => {} },
    signal: abort.signal,
    holds: () => true,
    owns: async () => true,
    hands: outside,
    withAccount: outside,
    setAside: (_, output) => ({ output, text: JSON.stringify(output) }),
    largeValues: recentValues(),
  }
  for (let [command] = decide(plan, journal.state); command; [command] = decide(plan, journal.state)) await perform(performance, command)
  await undefined
  return events
}
