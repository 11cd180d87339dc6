import { expect, it } from 'vitest'
import { manifest } from '@/connectors/manifest'
import { checkGraph } from '@/flow/checks/check-graph'
import { parseGraph } from '@/flow/graph/upgrade'
import { addUpOrders } from './add-up-orders'
import { mondayReminder } from './monday-reminder'
import { sortInvoices } from './sort-invoices'

it.each(Object.entries({ sortInvoices, addUpOrders, mondayReminder }))('%s teaches by a good example', (_name, graph) => {
  expect(parseGraph(graph)).toEqual({ ok: true, graph })
  expect(checkGraph(graph, manifest)).toEqual([])
})
