import type { Sql } from 'postgres'
import type { JsonObject } from '@/flow/json'
import { log } from '@/server/log'
import { acceptRun } from '@/server/services/intake/accept-run'
import { nextAt } from '@/server/services/triggers/next-at'

type DueTrigger = {
  id: string
  workspaceId: string
  flowId: string
  versionId: string
  nodeId: string
  config: JsonObject
  nextAt: Date
  now: Date
}

/**
 * Starts what schedules owe. A slot is a delivery with its time as key, so that two workers, or a crash between the two
 * statements, make one run. After an outage only the latest missed slot is made up for.
 */
export async function startDueSchedules(sql: Sql): Promise<void> {
  const due = await sql<DueTrigger[]>`
    select id, workspace_id as "workspaceId", flow_id as "flowId", version_id as "versionId", node_id as "nodeId", config,
      next_at as "nextAt", now() as now
    from trigger where enabled and next_at <= now() order by next_at limit 200`
  await Promise.all(
    due.map((trigger) =>
      start(sql, trigger).catch((err) => log.error({ err, trigger: trigger.id }, 'A schedule could not start its flow')),
    ),
  )
}

async function start(sql: Sql, trigger: DueTrigger): Promise<void> {
  const { id, config, workspaceId, flowId, versionId, nodeId } = trigger
  const { slot, next } = latestSlot(config, trigger.nextAt, trigger.now)
  const scheduledFor = slot.toISOString()
  await acceptRun({
    workspaceId,
    flowId,
    versionId,
    mode: 'live',
    triggerNodeId: nodeId,
    startedBy: { kind: 'schedule', scheduledFor },
    input: { scheduledFor },
    delivery: { triggerId: id, key: scheduledFor },
  })
  await sql`update trigger set next_at = ${next} where id = ${id} and next_at = ${trigger.nextAt}`
}

export function latestSlot(config: JsonObject, dueAt: Date, now: Date): { slot: Date; next: Date | null } {
  let slot = dueAt
  let next = nextAt(config, slot)
  while (next && next <= now) {
    slot = next
    next = nextAt(config, slot)
  }
  return { slot, next }
}
