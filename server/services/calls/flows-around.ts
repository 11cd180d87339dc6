import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { CalledInput } from '@/connectors/trigger/called'
import { type DeclaredInput, isOptional } from '@/connectors/trigger/inputs'
import type { FlowAround, FlowsAround } from '@/flow/checks/check-flows'
import { inNaturalOrder } from '@/flow/natural-order'
import { flow, trigger, version } from '../../db/schema'
import type { Tx } from '../../db/tenancy'

export type FlowToCall = FlowAround & { id: string; inputs: DeclaredInput[] }

/** Published flows that start when they are called, or when a run fails. Only these can stand in a circle of calls. */
export async function flowsToCallIn(tx: Tx, workspaceId: string): Promise<FlowToCall[]> {
  const rows = await tx
    .select({ id: flow.id, name: flow.name, source: trigger.source, config: trigger.config, calls: callsOf(version.graph) })
    .from(trigger)
    .innerJoin(flow, and(eq(flow.workspaceId, trigger.workspaceId), eq(flow.id, trigger.flowId)))
    .innerJoin(version, and(eq(version.workspaceId, trigger.workspaceId), eq(version.id, trigger.versionId)))
    .where(and(eq(trigger.workspaceId, workspaceId), inArray(trigger.source, ['call', 'failure']), isNull(flow.deletedAt)))
    .orderBy(flow.id, trigger.nodeId)
  const flows = new Map<string, FlowToCall>()
  for (const { id, name, source, config, calls } of rows) {
    const found = flows.get(id) ?? { id, name, startsWhen: [], needs: [], calls, inputs: [] }
    flows.set(id, found)
    const startsWhen = source === 'call' ? 'call' : 'failure'
    if (found.startsWhen.includes(startsWhen)) continue
    found.startsWhen.push(startsWhen)
    if (source !== 'call') continue
    found.inputs = CalledInput.safeParse(config).data?.inputs ?? []
    found.needs = found.inputs.filter((input) => !isOptional(input)).map((input) => input.name)
  }
  return inNaturalOrder([...flows.values()], ({ name }) => name)
}

export async function flowsAround(tx: Tx, workspaceId: string, self: string): Promise<FlowsAround> {
  return { self, byId: new Map((await flowsToCallIn(tx, workspaceId)).map((each) => [each.id, each])) }
}

function callsOf(graph: typeof version.graph) {
  return sql<string[]>`array(select distinct node->'params'->>'flow' from jsonb_array_elements(${graph}->'nodes') node
    where node->>'type' = 'flow.call' and not (node->>'disabled')::boolean and node->'params'->>'flow' is not null)`
}
