import { decide } from '@/flow/engine/decide'
import type { RunEvent } from '@/flow/engine/events'
import { eventsOf } from '@/flow/engine/journal-entry'
import type { Plan } from '@/flow/engine/plan'
import type { Graph } from '@/flow/graph/graph'
import type { Json } from '@/flow/json'
import { Journal } from '../journal'
import { RecentValues } from '../large-values'
import { type Performance, perform } from '../perform'
import { aboutRun } from '../resolve-input'
import { Turns } from '../turns'
import { claimedRun } from './claimed-run'

/** Does a run of steps that only compute, one command after the other, with a journal in memory; gives what stands in it at the end. */
export async function imagined(plan: Plan, graph: Graph, input: Json, more: Partial<Performance> = {}): Promise<RunEvent[]> {
  const run = claimedRun({ input })
  const started: RunEvent = { type: 'run.started', at: 0, triggerNodeId: 't', input }
  const events: RunEvent[] = [started]
  const journal = new Journal(plan, run, { events: [started], bytes: 0 }, async (growing) => {
    // What is appended in the same breath is one append.
    await undefined
    const { entries, status } = growing.take()
    events.push(...eventsOf(entries.map((text) => JSON.parse(text))))
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
    largeValues: new RecentValues().of(run.workspaceId),
    ...more,
  }
  for (let [command] = decide(plan, journal.state); command; [command] = decide(plan, journal.state)) await perform(performance, command)
  await undefined
  return events
}
