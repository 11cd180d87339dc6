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

/** Which flows are shown, and in what order. */
export type FlowsView = { folderId: string | null; order: FlowOrder }

/** As the address says it; what makes no sense is ignored. */
export function parseFlowsView({ folder, sort }: Params): FlowsView {
  return {
    folderId: typeof folder === 'string' ? folder : null,
    order: ORDERS.find((order) => order === sort) ?? 'changed',
  }
}

/** As the address says it: `?folder=…&sort=name`, or nothing. */
export function flowsViewQuery({ folderId, order }: FlowsView): string {
  const query = new URLSearchParams()
  if (folderId !== null) query.set('folder', folderId)
  if (order !== 'changed') query.set('sort', order)
  return query.size > 0 ? `?${query}` : ''
}
