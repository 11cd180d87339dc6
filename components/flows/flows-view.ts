import type { Inputs } from '../trpc/types'

export type FlowOrder = NonNullable<NonNullable<Inputs['flows']['list']>['order']>

/** As the server has them (server/services/flows/flow-order.ts), with the words for each; the first is meant where none is said. */
export const ORDER_WORDS = {
  changed: 'Last changed',
  name: 'Name',
  ran: 'Last run',
} as const satisfies Record<FlowOrder, string>

export const ORDERS = Object.keys(ORDER_WORDS) as FlowOrder[] // what it is declared with is all it has

type Params = Record<string, string | string[] | undefined>

export type FlowState = NonNullable<NonNullable<Inputs['flows']['list']>['state']>

/** As the server has them (server/services/flows/flow-state.ts), with the words for each. */
export const STATE_WORDS = {
  live: 'Live',
  paused: 'Paused',
  off: 'Turned off',
  draft: 'Draft only',
  failing: 'Last run failed',
} as const satisfies Record<FlowState, string>

export const STATES = Object.keys(STATE_WORDS) as FlowState[] // what it is declared with is all it has

/** Which flows are shown, and in what order. */
export type FlowsView = { folderId: string | null; order: FlowOrder; state: FlowState | null }

/** As the address says it; what makes no sense is ignored. */
export function parseFlowsView({ folder, sort, state }: Params): FlowsView {
  return {
    folderId: typeof folder === 'string' ? folder : null,
    order: ORDERS.find((order) => order === sort) ?? 'changed',
    state: STATES.find((each) => each === state) ?? null,
  }
}

/** As the address says it: `?folder=…&sort=name&state=failing`, or nothing. */
export function flowsViewQuery({ folderId, order, state }: FlowsView): string {
  const query = new URLSearchParams()
  if (folderId !== null) query.set('folder', folderId)
  if (order !== 'changed') query.set('sort', order)
  if (state !== null) query.set('state', state)
  return query.size > 0 ? `?${query}` : ''
}
