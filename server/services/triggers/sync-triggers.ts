import { and, eq, ne, notInArray, sql } from 'drizzle-orm'
import { manifest } from '@/connectors/manifest'
import type { TriggerSource } from '@/flow/define/define'
import type { Graph, Node } from '@/flow/graph/graph'
import type { JsonObject } from '@/flow/json'
import { newId } from '../../db/id'
import { isOneOf } from '../../db/is-one-of'
import { databaseNow } from '../../db/now'
import { trigger } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { hookToken } from './hook-token'
import { mailToken } from './mail-token'
import { nextAt } from './next-at'

type Published = { workspaceId: string; flowId: string; versionId: string; graph: Graph; enabled: boolean }

/** Makes the triggers those of a newly published version; a node that stays keeps its address, its deliveries and how far it has looked. */
export async function syncTriggers(tx: Tx, { workspaceId, flowId, versionId, graph, enabled }: Published): Promise<void> {
  const now = await databaseNow(tx)
  const rows = graph.nodes.flatMap((node) => {
    const source = manifest.nodes[node.type]?.source
    if (node.disabled || source === undefined || source === 'manual') return []
    const config = configOf(node, graph)
    const token = tokenOf(source, flowId, node.id)
    const due = dueOf(source, config, now)
    const connectionId = source === 'mailbox' || source === 'webhook' || source === 'poll' ? (node.connectionId ?? null) : null
    return [{ id: newId(), workspaceId, flowId, versionId, nodeId: node.id, source, token, config, enabled, nextAt: due, connectionId }]
  })
  const kept = rows.map(({ nodeId }) => nodeId)
  await tx.delete(trigger).where(and(eq(trigger.flowId, flowId), kept.length > 0 ? notInArray(trigger.nodeId, kept) : undefined))
  if (rows.length === 0) return
  await tx
    .insert(trigger)
    .values(rows)
    .onConflictDoUpdate({
      target: [trigger.flowId, trigger.nodeId],
      set: {
        versionId,
        enabled,
        source: sql`excluded.source`,
        token: sql`excluded.token`,
        config: sql`excluded.config`,
        // What is due by now and not started yet is still owed.
        nextAt: sql`case when ${trigger.enabled} and ${trigger.source} = 'schedule' and ${trigger.nextAt} <= now()
          then ${trigger.nextAt} else excluded.next_at end`,
        connectionId: sql`excluded.connection_id`,
        // A look at what the version before asked for counts for nothing any more.
        watchedUntil: sql`case when excluded.source = 'poll' then null else ${trigger.watchedUntil} end`,
      },
    })
}

function tokenOf(source: TriggerSource, flowId: string, nodeId: string): string | null {
  if (source === 'webhook') return hookToken(flowId, nodeId)
  return source === 'mail' ? mailToken(flowId, nodeId) : null
}

/**
 * Turning flows off keeps their triggers and stops what they start; turning them on doesn't make up for what was missed. Triggers
 * that are on already stay as they are, with what they owe.
 */
export async function enableTriggers(tx: Tx, flowIds: readonly string[], enabled: boolean): Promise<void> {
  const turned = await tx
    .update(trigger)
    .set({ enabled })
    .where(and(isOneOf(trigger.flowId, flowIds), ne(trigger.enabled, enabled)))
    .returning({ id: trigger.id, source: trigger.source, config: trigger.config })
  if (!enabled) return
  const now = await databaseNow(tx)
  const due = turned.flatMap(({ id, source, config }) =>
    source === 'schedule' || source === 'poll' ? { id, at: dueOf(source, config, now) } : [],
  )
  if (due.length === 0) return
  await tx.execute(sql`
    update trigger set next_at = due.at from json_to_recordset(${JSON.stringify(due)}::json) as due (id uuid, at timestamptz)
    where trigger.id = due.id`)
}

/** A poll looks at once: its first look is what later ones are held against. */
function dueOf(source: TriggerSource, config: JsonObject, now: Date): Date | null {
  if (source === 'schedule') return nextAt(config, now)
  return source === 'poll' ? now : null
}

/** The node's own parameters; a schedule without a time zone takes the flow's. */
function configOf(node: Node, graph: Graph): JsonObject {
  if (manifest.nodes[node.type]?.source !== 'schedule') return node.params
  return { ...node.params, timeZone: node.params.timeZone || graph.settings.timeZone }
}
