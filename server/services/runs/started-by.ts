import { type SQL, sql } from 'drizzle-orm'
import { run, user } from '../../db/schema'
import { FORMER_MEMBER } from '../former-member'

export type StartedBy = { kind: 'member' | 'webhook' | 'schedule' | 'mail' | 'call' | 'failure' | 'poll'; label: string }

/** Joins the member who started a run, if one did; `user` shows members of the workspace only. */
export const starterIsUser: SQL = sql`${user.id} = (case when ${run.startedBy}->>'kind' = 'member' then (${run.startedBy}->>'userId')::uuid end)`

export function startedBy(by: typeof run.$inferSelect.startedBy, name: string | null): StartedBy {
  if (by.kind === 'webhook') return { kind: 'webhook', label: 'Webhook' }
  if (by.kind === 'schedule') return { kind: 'schedule', label: 'Schedule' }
  if (by.kind === 'poll') return { kind: 'poll', label: by.app }
  if (by.kind === 'mail') return { kind: 'mail', label: by.subject === '' ? by.from : `${by.from}: ${by.subject}` }
  if (by.kind === 'call') return { kind: 'call', label: 'Another flow' }
  if (by.kind === 'failure') return { kind: 'failure', label: 'A run that failed' }
  return { kind: 'member', label: name ?? FORMER_MEMBER }
}
