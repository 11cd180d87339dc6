import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import type { Actor } from '@/server/services/actor'
import { resolveEffect } from '@/server/services/runs/resolve'
import type { Done } from './sink'

/** Until every run has ended or waits for a person, or patience does. */
export async function settle(sql: Sql, patienceMs: number): Promise<void> {
  for (const end = performance.now() + patienceMs; performance.now() < end; await sleep(250)) {
    const [left] = await sql`
      select from run where status in ('queued', 'running', 'waiting') and not (status = 'waiting' and exists (
        select from wait where wait.run_id = run.id and kind = 'verify' and fired_at is null and closed_at is null)) limit 1`
    if (!left) return
  }
}

export type Unverified = { runId: string; key: string; step: string }

/**
 * The person an unverified effect is put to: looks at the world and says whether it happened. Nothing else may ask for
 * one, so these are counted.
 */
export async function verifyEffects(sql: Sql, actor: Actor, done: ReadonlyMap<string, Done>): Promise<Unverified[]> {
  const open = await sql<Unverified[]>`
    select wait.run_id as "runId", delivery.key, wait.step from wait join delivery on delivery.run_id = wait.run_id
    where wait.kind = 'verify' and fired_at is null and closed_at is null`
  for (const { runId, key, step } of open) await resolveEffect({ actor }, { id: runId, step, happened: done.has(`/unsafe/${key}/${step}`) })
  return [...open]
}
