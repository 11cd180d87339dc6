import { sql } from 'drizzle-orm'
import type { ApprovalRequest } from '@/flow/define/approval'
import { plainList } from '../../db/is-one-of'
import type { wait } from '../../db/schema'
import type { Tx } from '../../db/tenancy'
import { FORMER_MEMBER } from '../former-member'

type Kind = (typeof wait.$inferSelect)['kind']

/** What a run waits for, in short. `retry`: a step that failed is tried again. */
export type WaitsFor = {
  kind: Kind | 'retry'
  /** When it goes on by itself, if nothing else comes before. */
  until: Date | null
  /** Of whom a decision is asked: names, addresses, and roles in words. */
  who: string[]
}

/** Of what one run waits for, so many are looked at: a loop may wait for thousands. */
const MOST_LOOKED_AT = 20
/** What people have to do comes before what comes by itself. */
const FIRST: readonly Kind[] = ['approval', 'verify', 'callback', 'call', 'timer', 'turn']

type Row = {
  runId: string
  kind: Kind
  step: string
  wakeAt: string | null
  approvers: ApprovalRequest['approvers'] | null
  names: string[] | null
}

/** For runs of a page that wait: what for. One statement, which looks at each run's open waits by their index. */
export async function waitsOf(tx: Tx, workspaceId: string, runIds: readonly string[]): Promise<Map<string, WaitsFor>> {
  if (runIds.length === 0) return new Map()
  const rows = await tx.execute<Row>(sql`
    select asked.id as "runId", kind, step, wake_at::text as "wakeAt", request -> 'approvers' as approvers,
      (select array_agg(coalesce("user".name, ${FORMER_MEMBER}) order by member.at)
        from json_array_elements_text(request -> 'approvers' -> 'members') with ordinality as member (id, at)
        left join "user" on "user".id = member.id::uuid) as names
    from unnest(${plainList(runIds)}::uuid[]) as asked (id)
    cross join lateral (
      select * from (
        select kind, step, wake_at, request from wait
        where run_id = asked.id and workspace_id = ${workspaceId} and closed_at is null and fired_at is null
        limit ${MOST_LOOKED_AT}
      ) open order by step = '', array_position(${plainList(FIRST)}::text[], kind), wake_at limit 1
    ) first`)
  return new Map(
    rows.map(({ runId, kind, step, wakeAt, approvers, names }) => [
      runId,
      {
        // A run that has no other wait sleeps until a step is tried again.
        kind: step === '' ? 'retry' : kind,
        until: wakeAt === null ? null : new Date(wakeAt),
        who: approvers === null ? [] : [...(names ?? []), ...approvers.emails, ...approvers.roles.map(roleInWords)],
      },
    ]),
  )
}

function roleInWords(role: string): string {
  return /^[aeio]/.test(role) ? `an ${role}` : `a ${role}`
}
