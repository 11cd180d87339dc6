import type { Sql } from 'postgres'
import type { JsonObject } from '@/flow/json'
import { dueSlots } from '@/flow/schedule/due-slots'
import { ScheduleFields } from '@/flow/schedule/fields'
import { log } from '@/server/log'
import { type StartingTrigger, startByTrigger } from '@/server/services/intake/start-by-trigger'

type DueTrigger = StartingTrigger & { config: JsonObject; nextAt: Date; now: Date }

const MOST = 200

/**
 * Starts what schedules owe, by the clock of the database. A slot is a delivery with its time as key, and its runs stand
 * together with the step to the next slot: two workers, or a crash anywhere, neither double nor lose one.
 */
export async function startDueSchedules(sql: Sql): Promise<void> {
  const due = await sql<DueTrigger[]>`
    select id, workspace_id as "workspaceId", flow_id as "flowId", version_id as "versionId", node_id as "nodeId", config,
      next_at as "nextAt", now() as now
    from trigger where source = 'schedule' and enabled and next_at <= now() order by next_at limit ${MOST}`
  await Promise.all(
    due.map((trigger) =>
      start(sql, trigger).catch((err) => log.error({ err, trigger: trigger.id }, 'A schedule could not start its flow')),
    ),
  )
}

async function start(sql: Sql, trigger: DueTrigger): Promise<void> {
  const { slots, next } = dueSlots(ScheduleFields.parse(trigger.config), trigger.nextAt.getTime(), trigger.now.getTime())
  const starts = slots.map((slot) => {
    const scheduledFor = new Date(slot).toISOString()
    return { key: scheduledFor, startedBy: { kind: 'schedule', scheduledFor } as const, input: { scheduledFor } }
  })
  const nextAt = next === null ? null : new Date(next)
  await startByTrigger(
    sql,
    trigger,
    starts,
    (tx) => tx`
      update trigger set next_at = ${nextAt}
      where id = ${trigger.id} and enabled and next_at = ${trigger.nextAt} and version_id = ${trigger.versionId}`,
  )
}
