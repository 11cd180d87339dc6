import { RUN_STATUSES } from '@/flow/engine/status'
import type { RunFilter } from './types'

const MODES = ['live', 'test'] as const
/** As the server has them (server/services/runs/run-filter.ts), with the words for each. */
export const SINCE_WORDS = {
  '1h': 'The last hour',
  '24h': 'The last 24 hours',
  '7d': 'The last 7 days',
  '30d': 'The last 30 days',
  '90d': 'The last 90 days',
} as const satisfies Record<NonNullable<RunFilter['since']>, string>

/** The parts of the filter by their names in the address. */
const NAMES = {
  flow: 'flowId',
  status: 'status',
  mode: 'mode',
  since: 'since',
  from: 'from',
  to: 'to',
  by: 'by',
  text: 'text',
} as const satisfies Record<string, keyof RunFilter>

type Params = Record<string, string | string[] | undefined>

/** The filter as the address says it; what makes no sense is ignored. */
export function parseRunFilter(params: Params): RunFilter {
  const one = (name: keyof typeof NAMES) => {
    const value = params[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return {
    flowId: one('flow'),
    status: RUN_STATUSES.find((status) => status === params.status),
    mode: MODES.find((mode) => mode === params.mode),
    since: keysOf(SINCE_WORDS).find((since) => since === params.since),
    from: dateOf(one('from')),
    to: dateOf(one('to')),
    by: one('by'),
    text: one('text')?.slice(0, 200),
  }
}

/** The filter as the address says it: `?flow=…&status=failed`, or nothing. */
export function runFilterQuery(filter: RunFilter): string {
  const query = new URLSearchParams()
  for (const [name, field] of Object.entries(NAMES)) {
    const value = filter[field]
    if (value) query.set(name, value)
  }
  return query.size > 0 ? `?${query}` : ''
}

export function isFiltered(filter: RunFilter): boolean {
  return runFilterQuery(filter) !== ''
}

export function keysOf<Key extends string>(record: Record<Key, unknown>): Key[] {
  return Object.keys(record) as Key[] // what it is declared with is all it has
}

function dateOf(text: string | undefined): string | undefined {
  const at = text === undefined ? Number.NaN : Date.parse(text)
  const moment = Number.isNaN(at) ? '' : new Date(at).toISOString()
  // A year of five digits is written otherwise, and nobody means it.
  return /^\d{4}-/.test(moment) ? moment : undefined
}
