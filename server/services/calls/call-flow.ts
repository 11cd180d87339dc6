import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { CalledInput } from '@/connectors/trigger/called'
import { fitInputs } from '@/connectors/trigger/inputs'
import { NodeError } from '@/flow/define/node-error'
import type { JsonObject } from '@/flow/json'
import { delivery, flow, run, trigger } from '../../db/schema'
import { inWorkspace, type Tx } from '../../db/tenancy'
import type { RunRef } from '../../queue/doorbell'
import { acceptRun } from '../intake/accept-run'
import { tellWoken, wakeRun } from '../runs/wake-run'
import { ancestryOf } from './ancestry'

/** Runs inside runs. */
const DEEPEST = 10

type Caller = { workspaceId: string; runId: string; step: string; attempt: number; mode: 'live' | 'test'; effectsBlocked?: boolean }
type Wanted = { flowId: string; input: JsonObject; awaited: boolean }
type Target = { name: string; triggerId: string; nodeId: string; versionId: string; enabled: boolean; config: JsonObject }

/**
 * Starts a run of the flow's live version for a step of another run. Step and attempt are the key of the delivery, so a repeat
 * after a crash finds the run that was started, on the version that was live then and whatever became of the flow meanwhile;
 * another attempt takes up one that is still going on, or has succeeded since the one before gave up on it. Flows of other workspaces are not there at all.
 */
export async function callFlow(caller: Caller, { flowId, input, awaited }: Wanted): Promise<{ runId: string }> {
  const { workspaceId, runId, step, mode, effectsBlocked } = caller
  const known = await inWorkspace(workspaceId, async (tx) => ({
    started: await startedBefore(tx, caller),
    target: await targetOf(tx, caller, flowId),
    ancestry: await ancestryOf(tx, workspaceId, runId),
    isOver: await isOver(tx, { id: runId, workspaceId }),
  }))
  if (known.isOver) throw refusal('run_over', 'The run that calls is over.', 'Run it again to call the flow.')
  if (known.started) {
    if (awaited) await meet(caller, known.started)
    return { runId: known.started }
  }
  const { flows } = known.ancestry
  const target = callable(known.target, mode)
  if (flows.includes(flowId)) {
    throw refusal(
      'call_cycle',
      `“${target.name}” is going on already and would run inside itself.`,
      'Let flows call each other one way only.',
    )
  }
  if (flows.length >= DEEPEST) {
    throw refusal('call_depth', `Flows call flows more than ${DEEPEST} deep here.`, 'Put some of them together in one flow.')
  }
  const accepted = await acceptRun({
    workspaceId,
    flowId,
    versionId: target.versionId,
    mode,
    effectsBlocked,
    triggerNodeId: target.nodeId,
    startedBy: { kind: 'call', runId, step, awaited, ...known.ancestry },
    input: fitInputs(CalledInput.parse(target.config).inputs, input),
    delivery: { triggerId: target.triggerId, key: keyOf(caller) },
  })
  if (awaited) await meet(caller, accepted.runId)
  return { runId: accepted.runId }
}

/**
 * What nobody was told of who waits. The caller ended while this one was started: then nobody waits for it. Or it is over itself,
 * for a step that is done again after its worker was lost: then the caller looks once more when it begins to wait.
 */
async function meet({ workspaceId, runId }: Caller, calledId: string): Promise<void> {
  const [caller, called] = [
    { id: runId, workspaceId },
    { id: calledId, workspaceId },
  ]
  const woken = await inWorkspace(workspaceId, async (tx) => {
    if (!(await isOver(tx, caller))) return (await isOver(tx, called)) ? wakeRun(tx, caller) : null
    const goesOn = and(eq(run.workspaceId, workspaceId), eq(run.id, calledId), isNull(run.finishedAt), isNull(run.cancelRequestedAt))
    await tx.update(run).set({ cancelRequestedAt: sql`now()` }).where(goesOn)
    return wakeRun(tx, called)
  })
  if (woken) await tellWoken(woken)
}

async function isOver(tx: Tx, { id, workspaceId }: RunRef): Promise<boolean> {
  const [found] = await tx
    .select({ finishedAt: run.finishedAt })
    .from(run)
    .where(and(eq(run.workspaceId, workspaceId), eq(run.id, id)))
  return found?.finishedAt != null
}

function callable(target: Target | null, mode: Caller['mode']): Target {
  if (!target) {
    const hint = 'Publish it with a start “When another flow calls”, or choose another one.'
    throw refusal('not_callable', 'There is no flow like that which can be called.', hint)
  }
  if (target.enabled || mode === 'test') return target
  throw refusal('flow_off', `“${target.name}” is switched off.`, 'Switch it on in the list of flows, then run this again.')
}

async function targetOf(tx: Tx, { workspaceId }: Caller, flowId: string): Promise<Target | null> {
  if (!UUID.test(flowId)) return null
  const [found] = await tx
    .select({
      name: flow.name,
      triggerId: trigger.id,
      nodeId: trigger.nodeId,
      versionId: trigger.versionId,
      enabled: trigger.enabled,
      config: trigger.config,
    })
    .from(trigger)
    .innerJoin(flow, and(eq(flow.workspaceId, trigger.workspaceId), eq(flow.id, trigger.flowId)))
    .where(and(eq(trigger.workspaceId, workspaceId), eq(trigger.flowId, flowId), eq(trigger.source, 'call'), isNull(flow.deletedAt)))
    .orderBy(trigger.nodeId)
    .limit(1)
  return found ?? null
}

function keyOf({ runId, step, attempt }: Caller): string {
  return `${runId}/${step}/${attempt}`
}

async function startedBefore(tx: Tx, caller: Caller): Promise<string | null> {
  const { workspaceId, runId, step, attempt } = caller
  const byThis = eq(delivery.key, keyOf(caller))
  const [found] = await tx
    .select({ id: run.id })
    .from(run)
    .innerJoin(delivery, and(eq(delivery.workspaceId, run.workspaceId), eq(delivery.runId, run.id)))
    .where(
      and(
        eq(run.workspaceId, workspaceId),
        sql`${run.startedBy}->>'runId' = ${runId}`,
        sql`${run.startedBy}->>'kind' = 'call'`,
        sql`${run.startedBy}->>'step' = ${step}`,
        attempt > 1 ? or(byThis, isNull(run.finishedAt), eq(run.status, 'succeeded')) : byThis,
      ),
    )
    .orderBy(desc(run.id))
    .limit(1)
  return found?.id ?? null
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function refusal(code: string, message: string, hint: string): NodeError {
  return new NodeError(code, message, { retry: false, hint })
}
