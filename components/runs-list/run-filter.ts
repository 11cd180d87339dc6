import { RUN_STATUSES } from '@/flow/engine/status'
import type { RunFilter } from './types'

const MODES = ['live', 'test'] as const

type Params = Record<string, string | string[] | undefined>

/** The filter as the address says it; what makes no sense is ignored. */
export function parseRunFilter(params: Params): RunFilter {
  return {
    flowId: typeof params.flow === 'string' ? params.flow : undefined,
    status: RUN_STATUSES.find((status) => status === params.status),
    mode: MODES.find((mode) => mode === params.mode),
  }
}

/** The filter as the address says it: `?flow=…&status=failed`, or nothing. */
export function runFilterQuery({ flowId, status, mode }: RunFilter): string {
  const query = new URLSearchParams()
  if (flowId) query.set('flow', flowId)
  if (status) query.set('status', status)
  if (mode) query.set('mode', mode)
  return query.size > 0 ? `?${query}` : ''
}
