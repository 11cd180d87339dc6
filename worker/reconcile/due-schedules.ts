import type { Sql } from 'postgres'
import type { JsonObject } from '@/flow/json'
import { dueSlots } from '@/flow/schedule/due-slots'
import { ScheduleFields } from '@/flow/schedule/fields'
import { log } from '@/server/log'
import { type StartingTrigger, startByTrigger } from '@/server/services/intake/start-by-trigger'
import { PutOff } from '../put-off'

type DueTrigger = StartingTrigger & { config: JsonObject; nextAt: Date; now: Date }

const MOST = 200

/** Of schedules that could not start their flow. */
export const schedulesPutOff = () => new PutOff({ firstMs: 2_000, longestMs: 10 * 60_000 })

/**
 * Starts what schedules owe, by the clock of the database. A slot is a delivery with its time as key, and its runs stand
 * together with the step to the next slot: two workers, or a crash anywhere, neither double nor lose one. What fails is put off.
 */
export async function startDueSchedules(sql: Sql, { putOff = schedulesPutOff(), most = MOST } = {}): Promise<void> {
  const due = await sql<DueTrigger[]>`
    select id, workspace_id as "workspaceId", flow_id as "flowId", version_id as "versionId", node_id as "nodeId", config,
      next_at as "nextAt", now() as now
    from trigger
    where source = 'schedule' and enabled and next_at <= now() and id <> all(${putOff.names()}::uuid[]) order by next_at limit ${most}`
  await Promise.all(
    due.map(async (trigger) => {
      try {
        await start(sql, trigger)
        putOff.done(trigger.id)
      } catch (err) {
        putOff.again(trigger.id)
        log.error({ err, trigger: trigger.id }, 'A schedule could not start its flow; it is tried again')
      }
    }),
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
