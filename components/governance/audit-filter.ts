import { z } from 'zod'
import type { Inputs } from '../trpc/types'
import { actionsIn, GROUPS } from './words'

/** As the address says it: who (a member's id, `people` or `system`), what (a group of actions), and days, first and last. */
export type AuditFilter = { who?: string; what?: string; from?: string; to?: string }

type Params = Record<string, string | string[] | undefined>

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What makes no sense is ignored. */
export function parseAuditFilter({ who, what, from, to }: Params): AuditFilter {
  return {
    who: who === 'people' || who === 'system' || z.uuid().safeParse(who).success ? String(who) : undefined,
    what: GROUPS.find(({ id }) => id === what)?.id,
    from: dayIn(from),
    to: dayIn(to),
  }
}

export function auditFilterQuery(filter: AuditFilter): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value)
  return query.size > 0 ? `?${query}` : ''
}

/** Days are those of whoever looks. */
export function filterInput({ who, what, from, to }: AuditFilter): NonNullable<Inputs['audit']['list']> {
  return {
    actor: who,
    actions: what === undefined ? undefined : actionsIn(what),
    since: from === undefined ? undefined : startOf(from, 0),
    before: to === undefined ? undefined : startOf(to, 1),
  }
}

function dayIn(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined
}

function startOf(day: string, later: number): Date {
  const date = new Date(`${day}T00:00:00`)
  date.setDate(date.getDate() + later)
  return date
}
